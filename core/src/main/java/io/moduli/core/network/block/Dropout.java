package io.moduli.core.network.block;

import io.moduli.core.engine.kernels.DropoutKernel;
import io.moduli.core.engine.threads.StepPart;
import io.moduli.core.engine.threads.Team;
import java.util.function.IntConsumer;

/**
 * Dropout between two parts of a network (Srivastava et al., 2014, inverted): in training each value is 0 with
 * probability p and divided by 1 - p otherwise; in evaluation values pass as they are. Which values are dropped is a
 * function of a seed and the position of the value, so the backward pass can recompute it without storing anything,
 * whatever the number of threads.
 */
public final class Dropout implements Block {

    /** A large odd number, so that no two dropouts of a network drop the same values. */
    private static final int SEED_STEP = 0x61c88647;

    private final DropoutKernel kernel;
    private final int place;
    private final Signal source;
    private final Signal output;
    private final Team team;
    private final int[] rowBounds;
    private final IntConsumer forwardPart = this::forward;
    private final IntConsumer backwardPart = this::backward;
    private int seed;
    private boolean active;

    /**
     * @param place the number of this dropout among those of the network
     * @param source the signal whose values are dropped
     */
    public Dropout(double probability, int place, Signal source, Team team) {
        this.kernel = new DropoutKernel(probability);
        this.place = place;
        this.source = source;
        this.team = team;
        this.output = Signal.allocate(source.values().rows(), source.values().columns());
        this.rowBounds = Team.split(source.values().rows(), team.size());
    }

    /** What is left. */
    public Signal output() {
        return output;
    }

    @Override
    public StepPart part() {
        return StepPart.INPUT;
    }

    @Override
    public void forward(Pass pass) {
        active = pass.dropoutSeed().isPresent();
        if (active) {
            long ofPass = pass.dropoutSeed().getAsLong();
            seed = (int) (ofPass ^ (ofPass >>> 32)) + place * SEED_STEP;
        }
        team.run(forwardPart);
    }

    /** Computes the gradient of the source from that of the output, for the values dropped in the last forward pass. */
    @Override
    public void backward(Pass pass) {
        team.run(backwardPart);
    }

    private void forward(int worker) {
        kernel.apply(source.values(), output.values(), rowBounds[worker], rowBounds[worker + 1], active, seed);
    }

    private void backward(int worker) {
        kernel.apply(output.gradient(), source.gradient(), rowBounds[worker], rowBounds[worker + 1], active, seed);
    }
}
