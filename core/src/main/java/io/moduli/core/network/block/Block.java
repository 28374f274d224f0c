package io.moduli.core.network.block;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.threads.StepPart;
import java.util.List;

/**
 * A part of a network. It reads the batch, or the values of the preceding block's {@link Signal}, and writes the values
 * of its own signal; in the backward pass it reads the gradient of its own signal and writes that of the preceding one,
 * and those of its parameters. A block knows nothing about the blocks after it.
 *
 * <p>Both directions begin on a single thread, which then starts the block's workers. If the way its weights are stored
 * has changed, a block rebuilds what depends on it at the beginning of the forward pass.
 */
public interface Block {

    /** The category that its time counts towards; a block that distinguishes its parts begins with this one. */
    StepPart part();

    /** Goes forward. */
    void forward(Pass pass);

    /** Runs the last pass backward, which was this one. */
    void backward(Pass pass);

    /**
     * Adds its part of the gradient with respect to all entries of some rows of a weight, stored or not; its
     * activations must still be those of the last forward and backward pass.
     *
     * @param firstRow the weight's row that the first row belongs to
     * @param rows [some rows × columns]
     */
    default void addGradient(Parameter weight, int firstRow, Matrix rows) {}

    /** The parameters of the block, weights and vectors; blocks may share a parameter. */
    default List<Parameter> parameters() {
        return List.of();
    }
}
