package io.moduli.cli;

import io.moduli.core.pipeline.EpochReport;
import io.moduli.core.pipeline.StageStart;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/** How far a stage has come. The thread that runs the stage tells it, and another one may ask. */
final class StageCourse {

    private final StageStart stage;
    private final TimeLeft time;
    private volatile State state;

    /**
     * A stage that begins now.
     *
     * @param sparsity before it, where that is known
     * @param nanoseconds a clock that counts them from anywhere
     */
    StageCourse(StageStart stage, OptionalDouble sparsity, LongSupplier nanoseconds) {
        this.stage = stage;
        this.time = new TimeLeft(nanoseconds, stage.stepsDone(), stage.steps());
        int epochsDone = stage.steps() == 0 ? 0 : (int) (stage.epochs() * stage.stepsDone() / stage.steps());
        this.state = new State(epochsDone + 1, OptionalDouble.empty(), 0, sparsity);
    }

    /**
     * Where the stage is.
     *
     * @param epoch the number of the epoch, from 1
     * @param loss the mean loss of the epoch so far; that of the epoch before where it has just begun
     * @param steps of which that is the mean
     * @param sparsity after the last pruning, where that is known
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
