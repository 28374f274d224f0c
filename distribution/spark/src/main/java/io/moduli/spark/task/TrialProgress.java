package io.moduli.spark.task;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Notes in a trial's folder how far its process says that it is, for whoever runs the experiment. */
final class TrialProgress {

    /** What such a line of the process begins with. */
    private static final String PROGRESS = "progress ";
    private static final String FILE = "progress";
    private static final long NANOSECONDS_BETWEEN_NOTES = 1_000_000_000;

    private TrialProgress() {}

    /**
     * Reads the lines of a process until it has ended, in a thread of its own.
     *
     * @param output its standard output
     * @param folder the trial's
     */
    static void follow(InputStream output, Path folder) {
        Thread reader = new Thread(() -> read(output, folder), "progress of " + folder.getFileName());
        reader.setDaemon(true);
        reader.start();
    }

    private static void read(InputStream output, Path folder) {
        long last = System.nanoTime() - NANOSECONDS_BETWEEN_NOTES;
        boolean writable = true;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                long now = System.nanoTime();
                if (writable && line.startsWith(PROGRESS) && now - last >= NANOSECONDS_BETWEEN_NOTES) {
                    last = now;
                    writable = note(line.substring(PROGRESS.length()), folder);
                }
            }
        } catch (IOException ended) {
            System.err.println("the output of a trial's process ended early: " + ended);
        }
    }

    /** A trial goes on where its progress cannot be noted; whether it can. */
    private static boolean note(String share, Path folder) {
        try {
            Path beside = folder.resolve(FILE + ".new");
            Files.writeString(beside, share);
            Files.move(beside, folder.resolve(FILE), StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException unwritable) {
            System.err.println("the progress of a trial cannot be noted: " + unwritable);
            return false;
        }
    }
}
