package io.moduli.spark;

import java.io.IOException;
import java.util.Locale;

/**
 * What the driver says.
 *
 * @param what what became of a trial
 * @param trial its number
 * @param reason why; may be empty
 */
record SparkLine(What what, int trial, String reason) {

    /** What may become of a trial. */
    enum What {
        /** An executor has begun with it. */
        STARTED,
        /** It failed on an executor. */
        AGAIN,
        /** It has ended. */
        ENDED
    }

    /** @throws IOException if it is no such line */
    static SparkLine of(String line) throws IOException {
        String[] words = line.split(" ", 3);
        try {
            return new SparkLine(
                    What.valueOf(words[0].toUpperCase(Locale.ROOT)), Integer.parseInt(words[1]),
                    words.length > 2 ? words[2] : "");
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException other) {
            throw new IOException("Spark's driver said what nobody understands: " + line, other);
        }
    }
}
