package io.moduli.api.pruning;

/**
 * Where the training of a run stands. Only stages of type {@code train} count, since in no other is a pruner asked at its
 * cadence.
 *
 * @param steps training steps done so far, over all those stages
 * @param allSteps how many there will be in all; 0 where a run has no such stage
 * @param epochs epochs done so far, over all those stages; a step in an epoch counts as its share of it
 * @param allEpochs how many there will be in all
 */
public record TrainingProgress(long steps, long allSteps, double epochs, int allEpochs) {

    public TrainingProgress {
        if (steps < 0 || steps > allSteps || !(epochs >= 0 && epochs <= allEpochs)) {
            throw new IllegalArgumentException(
                    "%d of %d steps, %s of %d epochs".formatted(steps, allSteps, epochs, allEpochs));
        }
    }

    /**
     * Whether the last step has been done, so that nothing that changes now will be trained.
     *
     * @return true at the end, and in a run that trains nothing
     */
    public boolean done() {
        return steps == allSteps;
    }
}
