package io.moduli.api.pruning;

/**
 * When a pruner is asked for masks: whenever the number of training steps, or of epochs, that are done is a multiple of {@code
 * every}. Both count from 1 over all stages of type {@code train}.
 *
 * @param unit what is counted
 * @param every from one round to the next, 1 or more
 * @param begin no round before so many are done
 * @param end no round after so many are done
 * @param until no round later than at this share of all steps or epochs, from 0 to 1
 */
public record Cadence(Unit unit, long every, long begin, long end, double until) {

    private static final double ROUNDING = 1e-9;

    /** What a cadence counts. */
    public enum Unit {
        /** Training steps. */
        STEPS,
        /** Whole epochs. */
        EPOCHS
    }

    public Cadence {
        if (every < 1 || begin < 0 || end < begin || !(until >= 0 && until <= 1)) {
            throw new IllegalArgumentException(
                    "every %d from %d to %d, until %s of all: every must be 1 or more, the beginning not below 0 nor above the end, and until from 0 to 1"
                            .formatted(every, begin, end, until));
        }
    }

    /**
     * After every epoch.
     *
     * @return the cadence
     */
    public static Cadence everyEpoch() {
        return new Cadence(Unit.EPOCHS, 1, 0, Long.MAX_VALUE, 1);
    }

    /**
     * After every {@code steps} training steps, throughout training.
     *
     * @param steps 1 or more
     * @return the cadence
     */
    public static Cadence everySteps(int steps) {
        return new Cadence(Unit.STEPS, steps, 0, Long.MAX_VALUE, 1);
    }

    /**
     * Whether a round is due.
     *
     * @param progress where training stands after a step
     * @return true once for each round
     */
    public boolean due(TrainingProgress progress) {
        double done = done(progress);
        return done % every == 0 && done >= begin && done <= last(progress);
    }

    /**
     * How many steps or epochs are done.
     *
     * @param progress where training stands
     * @return in the cadence's unit, a step in an epoch as its share of it
     */
    public double done(TrainingProgress progress) {
        return unit == Unit.STEPS ? progress.steps() : progress.epochs();
    }

    /**
     * How many steps or epochs may be done in the last round: {@link #end}, or {@link #until} of all, if that is less.
     *
     * @param progress says how long training is
     * @return in the cadence's unit; need not be a multiple of {@link #every}
     */
    public double last(TrainingProgress progress) {
        double share = until * (unit == Unit.STEPS ? progress.allSteps() : progress.allEpochs());
        // 0.57 * 100 is below 57 by a rounding error.
        double whole = Math.rint(share);
        return Math.min(end, Math.abs(share - whole) <= ROUNDING * whole ? whole : share);
    }
}
