package io.moduli.core.experiment.trial;

import io.moduli.core.experiment.engine.TrialListener;
import io.moduli.core.pipeline.Cancellation;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Another process, which runs trials one after another. It reads their numbers from its standard input, a line each, and is
 * asked to stop by the end of that input, which comes by itself when this process is killed. On its standard output it reports
 * the progress of a trial and that a trial has ended; everything else that it prints belongs in the trial's log.
 */
public final class TrialProcess implements Closeable {

    /** The start of a line that reports the progress of a trial, a share of its steps from 0 to 1. */
    public static final String PROGRESS = "progress ";
    private static final Pattern PROGRESSED = Pattern.compile(PROGRESS + "([0-9.]+(?:E-?[0-9]+)?)");

    /** The start of a line that says that a trial, whose number follows, has ended and that another may come. */
    public static final String ENDED = "ended trial ";

    private static final long MILLISECONDS_BETWEEN_LOOKS = 200;
    private static final long SECONDS_TO_END = 10;

    private final Process process;

    /** The lines of its output; empty at the end. */
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

    private TrialProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param command its words, the program first
     */
    static TrialProcess start(List<String> command) throws IOException {
        TrialProcess started = new TrialProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
        Thread.ofVirtual().start(started::read);
        return started;
    }

    private void read() {
        try (BufferedReader output = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(Optional.of(line));
            }
        } catch (IOException broken) {
            lines.add(Optional.of("its output cannot be read: " + broken.getMessage()));
        } finally {
            lines.add(Optional.empty());
        }
    }

    /** Whether it has not ended yet. */
    boolean isAlive() { return process.isAlive(); }

    /**
     * Has it run a trial and waits until the trial has ended, or the process.
     *
     * @param trial the trial's number
     * @param folder the trial's folder
     * @param listener is told the progress
     * @param cancellation asks the process to stop
     * @return the exit status of the process; empty if it waits for another trial
     */
    OptionalInt run(int trial, TrialFolder folder, TrialListener listener, Cancellation cancellation)
            throws IOException, InterruptedException {
        ask(trial);
        try (PrintWriter log = new PrintWriter(Files.newBufferedWriter(
                folder.log(), StandardOpenOption.CREATE, StandardOpenOption.APPEND), true)) {
            while (true) {
                if (cancellation.requested()) {
                    close();
                }
                Optional<String> line = lines.poll(MILLISECONDS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
                if (line == null) {
                    continue;
                }
                if (line.isEmpty()) {
                    return OptionalInt.of(process.waitFor());
                }
                if (line.get().equals(ENDED + trial)) {
                    return OptionalInt.empty();
                }
                Matcher progress = PROGRESSED.matcher(line.get());
                if (progress.matches()) {
                    listener.progressed(trial, Double.parseDouble(progress.group(1)));
                } else {
                    log.println(line.get());
                }
            }
        }
    }

    /** A process that is ending takes no number; its exit status says why. */
    private void ask(int trial) throws IOException, InterruptedException {
        try {
            process.getOutputStream().write("%d%n".formatted(trial).getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        } catch (IOException broken) {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                throw broken;
            }
        }
    }

    /** Asks it to stop; it does so after the current step of its trial. */
    @Override
    public void close() throws IOException {
        // Closing would flush what a process that has ended did not take.
        if (process.isAlive()) {
            process.getOutputStream().close();
        }
    }
}
