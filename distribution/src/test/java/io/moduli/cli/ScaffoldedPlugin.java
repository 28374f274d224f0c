package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A plugin's project as {@code moduli plugin new} writes it, compiled without Maven.
 *
 * @param project its folder
 */
record ScaffoldedPlugin(Path project) {

    /** Makes what a folder must have to be taken for a distribution that plugins can be written with. */
    static void makeADistribution(Path home) throws IOException {
        Path api = Files.createDirectories(home.resolve("repository/io/moduli/moduli-api/1.2.3"));
        for (String suffix : List.of(".jar", "-tests.jar", ".pom")) {
            Files.createFile(api.resolve("moduli-api-1.2.3" + suffix));
        }
    }

    /**
     * Compiles all of it, without a warning.
     *
     * @param classes a folder that is not there yet
     */
    URLClassLoader compile(Path classes) throws IOException {
        Files.createDirectory(classes);
        List<String> arguments = new ArrayList<>(List.of("-Xlint:all,-path,-processing,-classfile", "-Werror",
                "-proc:none", "-parameters", "-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
        try (Stream<Path> sources = Files.walk(project)) {
            sources.filter(path -> path.toString().endsWith(".java")).map(Path::toString).forEach(arguments::add);
        }
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, complaints, arguments.toArray(String[]::new));
        assertThat(status).as(complaints.toString(StandardCharsets.UTF_8)).isZero();
        return new URLClassLoader(
                new URL[] {classes.toUri().toURL(), project.resolve("src/main/resources").toUri().toURL()},
                ScaffoldedPlugin.class.getClassLoader());
    }
}
