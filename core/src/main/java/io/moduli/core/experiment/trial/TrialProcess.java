package io.moduli.core.experiment.trial;

import io.moduli.core.experiment.engine.TrialListener;
import io.moduli.core.experiment.engine.TrialRunner;
import io.moduli.core.pipeline.Cancellation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs trials in processes of their own, so that running out of memory, a crash or a kill affects one trial only. A process is
 * asked to stop by the end of its standard input, which comes by itself where this process is killed.
 */
public final class TrialProcess implements TrialRunner {

    /** The start of a line in which a process reports its progress. */
    public static final String PROGRESS = "progress ";

    private static final long MILLISECONDS_BETWEEN_LOOKS = 200;

    /** Shells, and Java, add this to the number of a signal to make it an exit status. */
    private static final int SIGNAL = 128;

    /** The exit status of a process that was asked to stop. */
    private static final int INTERRUPTED = 130;

    private final ExperimentFolder folder;
    private final Command command;
    private final Cancellation cancellation;

    /** Says what has another process run a trial. */
    @FunctionalInterface
    public interface Command {

        /**
         * The words of the command, the program first.
         *
         * @param folder the experiment's
         * @param trial the trial's number
         */
        List<String> of(ExperimentFolder folder, int trial);
    }

    /**
     * @param folder the experiment's
     * @param command has another process run a trial that says on its standard output how far it is
     * @param cancellation asks all processes to stop
     */
    public TrialProcess(ExperimentFolder folder, Command command, Cancellation cancellation) {
        this.folder = folder;
        this.command = command;
        this.cancellation = cancellation;
    }

    @Override
    public void run(int trial, TrialListener listener) throws IOException, InterruptedException {
        listener.started(trial);
        try {
            TrialFolder own = folder.trial(trial);
            int status = attempt(trial, listener);
            if (own.outcome().isEmpty() && isKilled(status) && !cancellation.requested()) {
                listener.warned("trial %d was %s; it goes on from its last checkpoint".formatted(trial, how(status)));
                status = attempt(trial, listener);
            }
            if (own.outcome().isEmpty() && !cancellation.requested()) {
                own.end(TrialOutcome.failed(isKilled(status)
                        ? "%s, and so was a second attempt".formatted(how(status))
                        : "ended with status %d: %s".formatted(status, lastLine(own))));
            }
        } finally {
            listener.ended(trial);
        }
    }

    private static boolean isKilled(int status) {
        return status >= SIGNAL;
    }

    private static String how(int status) {
        return status == INTERRUPTED ? "told to stop" : "killed by signal %d".formatted(status - SIGNAL);
    }

    private static String lastLine(TrialFolder folder) throws IOException {
        return Files.isRegularFile(folder.log())
                ? Files.readAllLines(folder.log()).stream().filter(line -> !line.isBlank())
                        .reduce((_, later) -> later).orElse("it said nothing")
                : "it said nothing";
    }

    private int attempt(int trial, TrialListener listener) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command.of(folder, trial))
                .redirectError(ProcessBuilder.Redirect.appendTo(folder.trial(trial).log().toFile())).start();
        Thread reader = Thread.ofVirtual().start(() -> read(process, trial, listener));
        try {
            boolean asked = false;
            while (!process.waitFor(MILLISECONDS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {
                if (cancellation.requested() && !asked) {
                    asked = true;
                    process.getOutputStream().close();
                }
            }
            reader.join();
            return process.exitValue();
        } finally {
            process.getOutputStream().close();
        }
    }

    private static void read(Process process, int trial, TrialListener listener) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(PROGRESS)) {
                    listener.progressed(trial, Double.parseDouble(line.substring(PROGRESS.length())));
                }
            }
        } catch (IOException ended) {
            // With the process; how it ended says its status.
            listener.progressed(trial, 0);
        }
    }
}
