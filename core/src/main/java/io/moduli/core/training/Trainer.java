package io.moduli.core.training;

import io.moduli.api.regularizer.TrainingStep;
import io.moduli.api.task.Batch;
import io.moduli.core.engine.threads.StepPart;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.engine.threads.WorkerClock;
import io.moduli.core.loss.LossFunction;
import io.moduli.core.geometry.LayerGeometries;
import io.moduli.core.network.Network;
import io.moduli.core.state.StateReader;
import io.moduli.core.state.StateWriter;
import java.util.function.IntConsumer;

/**
 * Performs training steps: forward, loss, backward, the regularizers' gradients, clipping, optimizer, and the points
 * that are learned. Allocates nothing that grows with the network.
 */
public final class Trainer {

    /** An odd number without a pattern (the digits of the golden ratio), so that no two steps have similar seeds. */
    private static final long SEED_STEP = 0x9e3779b97f4a7c15L;

    private final Network network;
    private final LossFunction loss;
    private final Regularization regularization;
    private final LayerGeometries geometries;
    private final Optimizer optimizer;
    private final Position position;
    private final WorkerClock clock;
    private final long dropoutSeed;
    private long steps;

    /** @param dropoutSeed decides, together with the number of the step, which values are dropped */
    public Trainer(
            Network network,
            LossFunction loss,
            Regularization regularization,
            LayerGeometries geometries,
            Optimizer optimizer,
            Team team,
            long dropoutSeed) {
        this.network = network;
        this.loss = loss;
        this.regularization = regularization;
        this.geometries = geometries;
        this.optimizer = optimizer;
        this.position = new Position(team);
        this.clock = team.clock(0);
        this.dropoutSeed = dropoutSeed;
    }

    /**
     * Trains on one batch.
     *
     * @param continues whether carried states continue from the previous batch
     * @param rate the learning rate
     * @param step the step's number in its stage, from 0
     * @param epoch the epoch's number in its stage, from 1
     * @param learnGeometry whether points may be learned, too
     * @return the result; if loss, penalty or gradients are not finite, the parameters are unchanged
     */
    public StepResult step(
            Batch batch, boolean continues, double rate, long step, int epoch, boolean learnGeometry) {
        position.step = step;
        position.epoch = epoch;
        geometries.beginStep(epoch, learnGeometry);
        double value = network.trainingPass(batch, continues, dropoutSeed + steps++ * SEED_STEP, loss);
        StepPart before = clock.enter(StepPart.PENALTY);
        double penalty = regularization.accumulate(position);
        clock.enter(StepPart.OPTIMIZER);
        StepResult result = new StepResult(value, penalty, optimizer.gradientNorm(), true);
        if (result.finite()) {
            optimizer.update(rate);
        }
        clock.enter(before);
        if (!result.finite()) {
            return result;
        }
        return geometries.endStep(epoch, position) ? result : result.withPointsAstray();
    }

    /** Writes the number of steps, which decides what dropout drops. */
    public void save(StateWriter state) {
        state.put("steps", steps);
    }

    /** Restores what {@link #save} wrote. */
    public void restore(StateReader state) {
        steps = state.number("steps");
    }

    /** The progress of training, reported each time by the same object. */
    private static final class Position implements TrainingStep {

        private final Team team;
        private long step;
        private int epoch;

        Position(Team team) {
            this.team = team;
        }

        @Override
        public long step() {
            return step;
        }

        @Override
        public int epoch() {
            return epoch;
        }

        @Override
        public void forEach(int count, IntConsumer body) {
            team.forEach(count, body);
        }
    }
}
