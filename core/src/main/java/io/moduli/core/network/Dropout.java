package io.moduli.core.network;

import io.moduli.core.engine.kernels.DropoutKernel;
import io.moduli.core.engine.threads.Team;
import java.util.function.IntConsumer;

/**
 * Dropout between two parts of a network (Srivastava et al., 2014, inverted): in training each value is 0 with probability p
 * and divided by 1 - p otherwise; in evaluation values pass as they are. Which ones go is a function of a seed and the
 * value's place, so the backward pass finds it again without memory of its own, whatever the number of threads.
 */
final class Dropout {

    private final DropoutKernel kernel;
    private final Signal source;
    private final Signal output;
    private final Team team;
    private final int[] rowBounds;
    private final IntConsumer forwardPart = this::forward;
    private final IntConsumer backwardPart = this::backward;
    private int seed;
    private boolean active;

    Dropout(double probability, Signal source, Team team) {
        this.kernel = new DropoutKernel(probability);
        this.source = source;
        this.team = team;
        this.output = Signal.allocate(source.values().rows(), source.values().columns());
        this.rowBounds = Team.split(source.values().rows(), team.size());
    }

    Signal output() {
        return output;
    }

    /** Drops values as the seed says, or none of them. */
    void forward(boolean dropping, int newSeed) {
        active = dropping;
        seed = newSeed;
        team.run(forwardPart);
    }

    /** From the gradient by the output to that by the source, for the values that the last forward pass dropped. */
    void backward() {
        team.run(backwardPart);
    }

    private void forward(int worker) {
        int first = rowBounds[worker];
        int end = rowBounds[worker + 1];
        kernel.apply(source.values(), output.values(), first, end, active, seed);
    }

    private void backward(int worker) {
        int first = rowBounds[worker];
        int end = rowBounds[worker + 1];
        kernel.apply(output.gradient(), source.gradient(), first, end, active, seed);
    }
}
