package io.moduli.core.experiment.statistics;

/**
 * An interval that is expected to contain the true value in {@value #PERCENT} of a hundred repetitions of the whole
 * experiment.
 *
 * @param low its lower end
 * @param high its upper end, not below the lower one
 */
public record Interval(double low, double high) {

    /** The confidence level, in per cent. */
    public static final int PERCENT = 95;

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("an interval from %s to %s".formatted(low, high));
        }
    }

    /** Half of its width: the number after a ±. */
    public double halfWidth() {
        return (high - low) / 2;
    }
}
