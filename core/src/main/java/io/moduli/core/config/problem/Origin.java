package io.moduli.core.config.problem;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * Where a value was written.
 *
 * @param place the file, as it is shown to people; {@code command line}, {@code environment} or {@code default} for a
 *     value that is not in a file
 * @param line the line in the file, counted from 1; 0 if there is none
 * @param folder the folder that relative paths written there refer to
 */
public record Origin(String place, int line, Path folder) implements Comparable<Origin> {

    /** The place of values given as overrides. */
    public static final String COMMAND_LINE = "command line";

    /** The place of values taken from environment variables by substitution. */
    public static final String ENVIRONMENT = "environment";

    /** The origin of values that are not written anywhere. */
    public static final String DEFAULT = "default";

    private static final Comparator<Origin> ORDER = Comparator.comparing(Origin::place).thenComparing(Origin::line);

    /** The place and the line: {@code pipeline.conf:12}. */
    public String describe() {
        return line > 0 ? place + ":" + line : place;
    }

    /** By place, then by line. */
    @Override
    public int compareTo(Origin other) {
        return ORDER.compare(this, other);
    }
}
