package io.moduli.core.pipeline;

import io.moduli.core.state.StateReader;
import io.moduli.core.state.StateWriter;
import io.moduli.core.training.StepResult;

/** The sums over the steps of an epoch so far. */
final class EpochSums {

    private double loss;
    private double penalty;
    private double norm;
    private double seconds;
    private double waited;

    void add(StepResult step) {
        loss += step.loss();
        penalty += step.penalty();
        norm += step.gradientNorm();
    }

    /** The sum of losses. */
    double loss() {
        return loss;
    }

    /** The sum of penalties. */
    double penalty() {
        return penalty;
    }

    /** The sum of gradient norms. */
    double norm() {
        return norm;
    }

    /** The time that the steps took. */
    double seconds() {
        return seconds;
    }

    /** The share of this time in which training waited for batches. */
    double batchShare() {
        return waited / seconds;
    }

    /** Starts measuring time, including the waiting for batches. */
    Stopwatch time(BatchFeed batches) {
        return new Stopwatch(batches);
    }

    /** Adds elapsed time to the sums. */
    final class Stopwatch {

        private final BatchFeed batches;
        private long begin = System.nanoTime();
        private double waitedBefore;

        private Stopwatch(BatchFeed batches) {
            this.batches = batches;
            this.waitedBefore = batches.secondsWaited();
        }

        /** Adds the time that has passed since the last call. */
        void stop() {
            long now = System.nanoTime();
            seconds += (now - begin) * 1e-9;
            waited += batches.secondsWaited() - waitedBefore;
            begin = now;
            waitedBefore = batches.secondsWaited();
        }
    }

    void save(StateWriter state) {
        state.put("loss", loss).put("penalty", penalty).put("norm", norm).put("seconds", seconds)
                .put("waited", waited);
    }

    static EpochSums of(StateReader state) {
        EpochSums sums = new EpochSums();
        sums.loss = state.real("loss");
        sums.penalty = state.real("penalty");
        sums.norm = state.real("norm");
        sums.seconds = state.real("seconds");
        sums.waited = state.real("waited");
        return sums;
    }
}
