package io.moduli.core.network.block;

import io.moduli.api.task.Batch;
import io.moduli.core.loss.LossFunction;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One way of a batch through all blocks of a network, and back.
 *
 * @param batch what goes through; it must stay as it is until the way back is done
 * @param start where its sequences start from
 * @param dropoutSeed decides which values are dropped; empty where none are
 * @param loss what is made of the outputs; empty where there is no way back
 */
public record Pass(Batch batch, Start start, OptionalLong dropoutSeed, Optional<LossFunction> loss) {

    /** The same once more. */
    public Pass again() {
        return new Pass(batch, start.again(), dropoutSeed, loss);
    }
}
