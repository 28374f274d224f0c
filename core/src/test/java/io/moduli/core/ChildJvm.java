package io.moduli.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A virtual machine of a test's own, on the class path of the tests. */
public final class ChildJvm {

    /** Tests that run with narrower vectors have children with the same. */
    private static final String VECTOR_BITS = "moduli.vector-bits";

    private ChildJvm() {}

    /** Runs a main class and returns what it printed, without spaces around. */
    public static String run(List<String> options, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        return run(Map.of(), options, main, arguments);
    }

    /** The same with environment variables beside those of the tests. */
    public static String run(Map<String, String> environment, List<String> options, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-cp", System.getProperty("java.class.path")));
        Optional.ofNullable(System.getProperty(VECTOR_BITS))
                .ifPresent(bits -> command.add("-D" + VECTOR_BITS + "=" + bits));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process child = builder.start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(child.waitFor()).as("exit status of %s", command).isZero();
        return output;
    }
}
