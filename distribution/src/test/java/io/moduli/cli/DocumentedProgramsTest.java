package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.core.inference.NetworkStream;
import io.moduli.core.inference.TrainedNetwork;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the programs on the pages for those who embed Moduli or use a network. */
class DocumentedProgramsTest {

    private static final Pattern JAVA = Pattern.compile("^```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    Path folder;

    /** Compiles the program of a page into the test's folder. */
    private void compile(String page, String name, String classPath) throws IOException {
        List<String> sources = JAVA.matcher(Files.readString(Path.of("docs", page))).results()
                .map(block -> block.group(1)).filter(block -> block.contains("class " + name + " ")).toList();
        assertThat(sources).hasSize(1);
        Path source = Files.writeString(folder.resolve(name + ".java"), sources.getFirst());
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-d", folder.toString(),
                "-cp", classPath, source.toString())).as("javac's exit status").isZero();
    }

    private String embedded(Path out) throws Exception {
        compile("embedding.md", "Embedded", System.getProperty("java.class.path"));
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()},
                DocumentedProgramsTest.class.getClassLoader())) {
            return printedBy(() -> loader.loadClass("example.Embedded").getMethod("main", String[].class)
                    .invoke(null, (Object) new String[] {plugins.toString(), out.toString()}));
        }
    }

    @Test
    void theEmbeddedPipelineRuns() throws Exception {
        Path out = folder.resolve("out");

        List<String> lines = embedded(out).lines().toList();

        assertThat(lines.subList(0, 4)).extracting(line -> line.replaceFirst("loss \\d+\\.\\d+.*", "loss"))
                .containsExactly("epoch 1: loss", "epoch 2: loss", "epoch 3: loss", "epoch 4: loss");
        MatchResult sparsity = Pattern.compile("sparsity (0\\.\\d+)").matcher(lines.get(4)).results().findFirst()
                .orElseThrow();
        assertThat(Double.parseDouble(sparsity.group(1))).isBetween(0.89, 0.91);
        assertThat(lines.get(5)).startsWith("metrics [Metric[name=error, value=");
        assertThat(out.resolve("report.html")).isNotEmptyFile();
        assertThat(out.resolve("pipeline.conf")).content().contains("sequence-length = 10", "# on-a-torus");
    }

    /** The jars that the page lists. */
    private static String classPathOfUsers() {
        Pattern needed = Pattern
                .compile("[/\\\\](core|api)[/\\\\]target[/\\\\](classes|moduli-(core|api)-[^/\\\\]*(?<!tests)\\.jar)"
                        + "|(jackson-(core|databind|annotations)|slf4j-api|javacpp|openblas)-\\d[^/\\\\]*\\.jar");
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> needed.matcher(entry).find())
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Test
    void theProgramThatUsesANetworkRunsOnTenJars() throws Exception {
        Path out = folder.resolve("out");
        embedded(out);
        String classPath = classPathOfUsers();
        assertThat(classPath.split(File.pathSeparator)).as(classPath).hasSize(10);
        compile("using-a-network.md", "Adding", classPath);

        Process adding = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--add-modules",
                "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-cp", folder + File.pathSeparator + classPath, "example.Adding", out.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String printed = new String(adding.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(adding.waitFor()).isZero();
        assertThat(printed.lines()).hasSize(3).allMatch(line -> Float.isFinite(Float.parseFloat(line)));
        try (TrainedNetwork network = TrainedNetwork.open(out); NetworkStream stream = network.stream()) {
            stream.step(new float[] {0.3f, 1});
            stream.step(new float[] {0.9f, 0});
            assertThat(Float.parseFloat(printed.lines().toList().getLast()))
                    .isEqualTo(stream.step(new float[] {0.4f, 1})[0]);
        }
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
