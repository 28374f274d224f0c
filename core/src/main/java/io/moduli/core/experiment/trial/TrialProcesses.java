package io.moduli.core.experiment.trial;

import io.moduli.core.experiment.engine.TrialListener;
import io.moduli.core.experiment.engine.TrialRunner;
import io.moduli.core.pipeline.Cancellation;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Runs trials in other processes, so that running out of memory, a crash or a kill affects only one trial. A process runs one
 * trial after another, since starting it, and having its code compiled, takes seconds; a trial that fails is the last one of
 * its process.
 */
public final class TrialProcesses implements TrialRunner, Closeable {

    /** Shells, and Java, add this to the number of a signal to make it an exit status. */
    private static final int SIGNAL = 128;

    /** The exit status of a process that was asked to stop. */
    private static final int INTERRUPTED = 130;

    private final ExperimentFolder folder;
    private final List<String> command;
    private final Cancellation cancellation;
    private final Deque<TrialProcess> idle = new ArrayDeque<>();

    /**
     * @param folder the experiment's
     * @param command the words of the command that starts a process, the program first
     * @param cancellation asks all processes to stop
     */
    public TrialProcesses(ExperimentFolder folder, List<String> command, Cancellation cancellation) {
        this.folder = folder;
        this.command = List.copyOf(command);
        this.cancellation = cancellation;
    }

    @Override
    public void run(int trial, TrialListener listener) throws IOException, InterruptedException {
        listener.started(trial);
        try {
            TrialFolder own = folder.trial(trial);
            OptionalInt status = attempt(trial, listener);
            if (own.outcome().isEmpty() && isKilled(status) && !cancellation.requested()) {
                listener.warned("trial %d was %s; it continues from its last checkpoint"
                        .formatted(trial, how(status.getAsInt())));
                status = attempt(trial, listener);
            }
            if (own.outcome().isEmpty() && !cancellation.requested()) {
                own.end(TrialOutcome.failed(isKilled(status)
                        ? "%s, and so was a second attempt".formatted(how(status.getAsInt()))
                        : "ended with status %d: %s".formatted(status.orElse(0), lastLine(own))));
            }
        } finally {
            listener.ended(trial);
        }
    }

    private OptionalInt attempt(int trial, TrialListener listener) throws IOException, InterruptedException {
        TrialProcess process = take();
        boolean reusable = false;
        try {
            OptionalInt status = process.run(trial, folder.trial(trial), listener, cancellation);
            reusable = status.isEmpty();
            return status;
        } finally {
            if (reusable) {
                giveBack(process);
            } else {
                process.close();
            }
        }
    }

    private synchronized TrialProcess take() throws IOException {
        while (!idle.isEmpty()) {
            TrialProcess process = idle.pop();
            if (process.isAlive()) {
                return process;
            }
        }
        return TrialProcess.start(command);
    }

    private synchronized void giveBack(TrialProcess process) {
        idle.push(process);
    }

    private static boolean isKilled(OptionalInt status) {
        return status.orElse(0) >= SIGNAL;
    }

    private static String how(int status) {
        return status == INTERRUPTED ? "told to stop" : "killed by signal %d".formatted(status - SIGNAL);
    }

    private static String lastLine(TrialFolder folder) throws IOException {
        Optional<String> last = Files.isRegularFile(folder.log())
                ? Files.readAllLines(folder.log()).stream().filter(line -> !line.isBlank()).reduce((_, later) -> later)
                : Optional.empty();
        return last.orElse("it said nothing");
    }

    /** Ends the processes that wait for a trial. */
    @Override
    public synchronized void close() throws IOException {
        while (!idle.isEmpty()) {
            idle.pop().close();
        }
    }
}
