package io.moduli.spark;

import io.moduli.core.experiment.engine.TrialWork;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The process of Spark's driver. */
final class SparkDriver implements AutoCloseable {

    /** Its class, which is named only: it is loaded where Spark is. */
    private static final String MAIN = "io.moduli.spark.cluster.TrialDriver";

    /** What Spark reaches into, on Java 17 and later; it adds these itself for executors. */
    static final List<String> OPENED = List.of(
            "java.lang", "java.lang.invoke", "java.lang.reflect", "java.io", "java.net", "java.nio", "java.util",
            "java.util.concurrent", "java.util.concurrent.atomic", "sun.nio.ch", "sun.nio.cs",
            "sun.util.calendar");

    private final Process process;
    private final BufferedReader output;
    private final BufferedWriter input;

    private SparkDriver(Process process) {
        this.process = process;
        output = process.inputReader(StandardCharsets.UTF_8);
        input = process.outputWriter(StandardCharsets.UTF_8);
    }

    /**
     * Starts it.
     *
     * @param jars Spark's
     * @param own the jar with the driver's class
     * @param log takes what Spark says
     */
    static SparkDriver start(Path jars, Path own, Path log) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        OPENED.forEach(name -> words.add("--add-opens=java.base/%s=ALL-UNNAMED".formatted(name)));
        words.add("--sun-misc-unsafe-memory-access=allow");
        words.add("--enable-native-access=ALL-UNNAMED");
        words.add("-Dio.netty.tryReflectionSetAccessible=true");
        words.add("-Xmx512m");
        words.add("-cp");
        words.add(own + File.pathSeparator + jars.resolve("*"));
        words.add(MAIN);
        return new SparkDriver(new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start());
    }

    /** Tells it what to do. */
    void tell(SparkEngineSettings settings, Path own, TrialWork work, List<String> command) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                settings.master(), Integer.toString(settings.threadsPerTrial()), settings.executorMemory(),
                own.toUri().toString(), work.folder().toString(), Integer.toString(command.size())));
        lines.addAll(command);
        lines.add(Integer.toString(work.trials().size()));
        work.trials().forEach(trial -> lines.add(Integer.toString(trial)));
        try {
            for (String line : lines) {
                input.write(line);
                input.newLine();
            }
            input.flush();
        } catch (IOException broken) {
            // It has ended; why, its status and its log say.
            return;
        }
    }

    /** The next line that it says; null when it has ended. */
    @Nullable
    SparkLine next() throws IOException {
        String line = output.readLine();
        return line == null ? null : SparkLine.of(line);
    }

    /** Asks it to have trials stop. */
    void stop() {
        try {
            input.close();
        } catch (IOException ended) {
            // so there is nobody to ask
            process.destroy();
        }
    }

    /** Its exit status, when it has ended. */
    int end() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** The last line of a log that tells of an error. */
    static String lastError(Path log) throws IOException {
        return Files.readAllLines(log, StandardCharsets.UTF_8).stream()
                .filter(line -> line.contains("ERROR") || line.contains("Exception"))
                .reduce((_, later) -> later).orElse("it did not say why");
    }
}
