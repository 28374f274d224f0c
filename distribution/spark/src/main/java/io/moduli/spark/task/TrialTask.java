package io.moduli.spark.task;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.function.VoidFunction;

/**
 * Runs a trial on an executor, as a process of Moduli's command, and returns when it has ended; what became of it then stands in
 * the trial's folder. A process that is killed fails the task, which Spark tries once more, on another executor if need be: the
 * trial then continues from its last checkpoint.
 *
 * @param command the words of the command
 * @param folder the experiment's folder, which this machine sees at the same path
 */
public record TrialTask(List<String> command, String folder) implements VoidFunction<Integer> {

    /** What shells add to the number of a signal to make an exit status of it, and Java does, too. */
    private static final int SIGNAL = 128;
    /** The exit status of bad input. */
    private static final int BAD_INPUT = 2;
    private static final long SECONDS_TO_STOP = 120;

    @Override
    public void call(Integer trial) throws IOException, InterruptedException {
        Path own = Path.of(folder);
        if (!Files.isDirectory(own)) {
            throw new IOException(
                    "%s is not seen by the machine %s; the experiment must lie in a folder that all see at the same path"
                            .formatted(folder, InetAddress.getLocalHost().getHostName()));
        }
        List<String> words = new ArrayList<>(command);
        words.addAll(
                List.of("experiment", "trial", folder, trial.toString(), "--attached", "--anyway", "--same-plugins"));
        Path trialFolder = own.resolve("trials").resolve("%04d".formatted(trial));
        File log = trialFolder.resolve("log.txt").toFile();
        Process process = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.appendTo(log)).start();
        TrialProgress.follow(process.getInputStream(), trialFolder);
        int status;
        try {
            status = process.waitFor();
        } catch (InterruptedException stopped) {
            // The end of its standard input asks it to stop, and its checkpoint is to be whole.
            process.getOutputStream().close();
            process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS);
            throw stopped;
        }
        if (status >= SIGNAL) {
            throw new IOException("killed by signal %d".formatted(status - SIGNAL));
        }
        if (status == BAD_INPUT) {
            throw new IOException("it could not be begun: " + lastLine(log.toPath()));
        }
    }

    private static String lastLine(Path log) throws IOException {
        return Files.readAllLines(log, StandardCharsets.UTF_8).stream().filter(line -> !line.isBlank())
                .reduce((before, later) -> later).orElse("it said nothing");
    }
}
