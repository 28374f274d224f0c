package io.moduli.cli;

import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.pipeline.Cancellation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The numbers of the trials that the process which runs an experiment asks for, a line each. */
final class AskedTrials {

    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

    private AskedTrials() {}

    /**
     * Reads lines from now on, in a thread of its own.
     *
     * @param input where they come from
     * @param cancellation is requested at the end of the input: the other process asks to stop, or is gone
     */
    static AskedTrials listen(InputStream input, Cancellation cancellation) {
        AskedTrials asked = new AskedTrials();
        Thread.ofPlatform().daemon().name("experiment").start(() -> asked.read(input, cancellation));
        return asked;
    }

    private void read(InputStream input, Cancellation cancellation) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(input, StandardCharsets.US_ASCII))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(Optional.of(line));
            }
        } catch (IOException broken) {
            // The other process is gone as well.
            cancellation.request();
        } finally {
            cancellation.request();
            lines.add(Optional.empty());
        }
    }

    /**
     * Waits for the next one.
     *
     * @return empty if there is none
     * @throws BadInputException where a line is not a number
     */
    OptionalInt next() throws BadInputException, InterruptedException {
        Optional<String> line = lines.take();
        try {
            return line.isPresent() ? OptionalInt.of(Integer.parseInt(line.get().strip())) : OptionalInt.empty();
        } catch (NumberFormatException malformed) {
            throw new BadInputException("\"%s\": not the number of a trial".formatted(line.orElse("")));
        }
    }
}
