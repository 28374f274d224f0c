package io.moduli.api.pruning;

/** When a pruner is asked for masks. */
public sealed interface Cadence {

    /**
     * After every epoch.
     *
     * @return the cadence
     */
    static Cadence everyEpoch() {
        return new EveryEpoch();
    }

    /**
     * After every {@code steps} training steps, throughout training.
     *
     * @param steps 1 or more
     * @return the cadence
     */
    static Cadence everySteps(int steps) {
        return new EverySteps(steps, 0, 1);
    }

    /** After the last step of every epoch. */
    record EveryEpoch() implements Cadence {}

    /**
     * After every training step whose number is a multiple of {@code steps}. Steps count from 1 over all stages of type {@code
     * train}.
     *
     * @param steps from one round to the next, 1 or more
     * @param first no round before this step
     * @param until no round later than at this share of all training steps, from 0 to 1
     */
    record EverySteps(int steps, long first, double until) implements Cadence {

        public EverySteps {
            if (steps < 1 || first < 0 || !(until >= 0 && until <= 1)) {
                throw new IllegalArgumentException(
                        "every %d steps from step %d until %s of all: steps must be 1 or more, the first not below 0, and until from 0 to 1"
                                .formatted(steps, first, until));
            }
        }

        /**
         * Whether a round is due.
         *
         * @param progress where training stands after a step
         * @return true once for each round
         */
        public boolean due(TrainingProgress progress) {
            return progress.steps() % steps == 0 && progress.steps() >= first
                    && progress.steps() <= until * progress.allSteps();
        }
    }
}
