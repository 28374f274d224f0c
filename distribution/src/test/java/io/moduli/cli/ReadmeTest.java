package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what the README tells those who embed Moduli to do, with its own text. */
class ReadmeTest {

    private static final Pattern JAVA = Pattern.compile("^```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void itsEmbeddedPipelineRuns() throws Exception {
        List<String> sources = JAVA.matcher(Files.readString(Path.of("../README.md"))).results()
                .map(block -> block.group(1)).toList();
        assertThat(sources).hasSize(1);
        Path source = Files.writeString(folder.resolve("Embedded.java"), sources.getFirst());
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-d", folder.toString(),
                "-cp", System.getProperty("java.class.path"), source.toString())).as("javac's exit status").isZero();
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        Path out = folder.resolve("out");

        String printed;
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()},
                ReadmeTest.class.getClassLoader())) {
            printed = printedBy(() -> loader.loadClass("example.Embedded").getMethod("main", String[].class)
                    .invoke(null, (Object) new String[] {plugins.toString(), out.toString()}));
        }

        List<String> lines = printed.lines().toList();
        assertThat(lines.subList(0, 4)).extracting(line -> line.replaceFirst("loss \\d+\\.\\d+.*", "loss"))
                .containsExactly("epoch 1: loss", "epoch 2: loss", "epoch 3: loss", "epoch 4: loss");
        MatchResult sparsity = Pattern.compile("sparsity (0\\.\\d+)").matcher(lines.get(4)).results().findFirst()
                .orElseThrow();
        assertThat(Double.parseDouble(sparsity.group(1))).isBetween(0.89, 0.91);
        assertThat(lines.get(5)).startsWith("metrics [Metric[name=error, value=");
        assertThat(out.resolve("report.html")).isNotEmptyFile();
        assertThat(out.resolve("pipeline.conf")).content().contains("sequence-length = 10", "# on-a-torus");
    }

    private interface Action {

        void run() throws Exception;
    }

    private static String printedBy(Action action) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
