package io.moduli.cli;

import io.moduli.core.pipeline.EpochReport;
import io.moduli.core.pipeline.StageStart;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/** The progress of a stage, reported by the thread that runs it and read by another. */
final class StageCourse {

    private final StageStart stage;
    private final TimeLeft time;
    private volatile State state;

    /**
     * A stage that begins now.
     *
     * @param sparsity the sparsity before it, if that is known
     * @param nanoseconds a clock that counts them from anywhere
     */
    StageCourse(StageStart stage, OptionalDouble sparsity, LongSupplier nanoseconds) {
        this.stage = stage;
        this.time = new TimeLeft(nanoseconds, stage.stepsDone(), stage.steps());
        int epochsDone = stage.steps() == 0 ? 0 : (int) (stage.epochs() * stage.stepsDone() / stage.steps());
        this.state = new State(epochsDone + 1, OptionalDouble.empty(), 0, sparsity);
    }

    /**
     * The position of the stage.
     *
     * @param epoch the number of the epoch, from 1
     * @param loss the mean loss of the epoch so far, or that of the previous epoch if it has just begun
     * @param steps the number of steps in this mean
     * @param sparsity the sparsity after the last pruning, if that is known
     */
    record State(int epoch, OptionalDouble loss, long steps, OptionalDouble sparsity) {

        private State after(double stepLoss) {
            double mean = steps == 0 ? stepLoss : loss.orElse(stepLoss);
            return new State(epoch, OptionalDouble.of(mean + (stepLoss - mean) / (steps + 1)), steps + 1, sparsity);
        }
    }

    void stepDone(long step, double loss) {
        time.stepDone(step);
        state = state.after(loss);
    }

    void epochDone(EpochReport epoch) {
        boolean last = epoch.epoch() == stage.epochs();
        state = new State(last ? epoch.epoch() : epoch.epoch() + 1, OptionalDouble.of(epoch.loss()), last ? 1 : 0,
                OptionalDouble.of(epoch.sparsity()));
    }

    StageStart stage() {
        return stage;
    }

    State state() {
        return state;
    }

    TimeLeft time() {
        return time;
    }
}
