package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.contract.ModuliSpaceContract;
import io.moduli.api.geometry.ModuliSpace;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what the README tells plugin authors to do, with its own text. */
class ReadmeTest {

    private static final Pattern TYPE = Pattern.compile("class (\\w+)");

    @TempDir
    Path folder;

    private Path classes;

    @BeforeEach
    void compileItsJava() throws IOException {
        classes = Files.createDirectories(folder.resolve("classes"));
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
        for (String source : blocks("java")) {
            MatchResult type = TYPE.matcher(source).results().findFirst().orElseThrow();
            arguments.add(Files.writeString(folder.resolve(type.group(1) + ".java"), source).toString());
        }
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(status).as("javac's exit status").isZero();
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve("io.moduli.api.Plugin"), blocks("").getFirst());
    }

    @Test
    void itsSpaceKeepsTheContractOnTheSpacesThatItsTestNames() throws Exception {
        try (URLClassLoader loader = loader()) {
            var constructor = loader.loadClass("example.RingTest").getDeclaredConstructor();
            constructor.setAccessible(true);
            var spaces = constructor.getDeclaringClass().getDeclaredMethod("spaces");
            spaces.setAccessible(true);
            List<?> named = ((Stream<?>) spaces.invoke(constructor.newInstance())).toList();

            assertThat(named).hasSize(2).allSatisfy(
                    space -> assertThat(ModuliSpaceContract.check((ModuliSpace) space, 7)).isEmpty());
        }
    }

    @Test
    void itsPipelineFindsItsPluginAndIsSound() throws Exception {
        Files.writeString(folder.resolve("ring.conf"), blocks("hocon").getFirst());

        try (URLClassLoader loader = loader()) {
            assertThat(Moduli.call(folder, loader, "validate", "ring.conf"))
                    .isEqualTo(new Moduli(0, "ring.conf: no problems" + System.lineSeparator(), ""));
            assertThat(Moduli.call(folder, loader, "plugins", "ring").out()).contains(
                    "moduli-space ring, of plugin ring", "  length: number above 0, by default 10");
        }
    }

    private URLClassLoader loader() throws IOException {
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, ReadmeTest.class.getClassLoader());
    }

    /** The fenced blocks of a language. */
    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("^```(\\w*)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../README.md"))).results()
                .filter(block -> block.group(1).equals(language)).map(block -> block.group(2)).toList();
    }
}
