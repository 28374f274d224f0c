package io.moduli.core.network.block;

import io.moduli.api.task.Batch;
import io.moduli.core.loss.LossFunction;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One pass of a batch through all blocks of a network, forward and backward.
 *
 * @param batch the batch; it must not change until the backward pass is done
 * @param start the initial states of its sequences
 * @param dropoutSeed decides which values are dropped; empty if none are
 * @param loss the loss of the outputs; empty if there is no backward pass
 */
public record Pass(Batch batch, Start start, OptionalLong dropoutSeed, Optional<LossFunction> loss) {

    /** The same once more. */
    public Pass again() {
        return new Pass(batch, start.again(), dropoutSeed, loss);
    }
}
