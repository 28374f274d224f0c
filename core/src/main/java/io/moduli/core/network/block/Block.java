package io.moduli.core.network.block;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.threads.StepPart;
import java.util.List;

/**
 * A part of a network. It reads the batch, or the values of the {@link Signal} of the block in front, and writes the values of
 * its own; on the way back it reads the gradient of its own signal and writes that of the block in front, and those of its
 * parameters. A block knows nothing of the blocks behind it.
 *
 * <p>Both ways begin on a single thread, which then sets the block's workers out. What a block keeps that depends on how its
 * weights are stored, it makes again at the beginning of the way forward, if that has changed.
 */
public interface Block {

    /** What its time counts as; a block that tells its parts apart begins with this one. */
    StepPart part();

    /** Goes forward. */
    void forward(Pass pass);

    /** Goes back the way of the last pass, which was this one. */
    void backward(Pass pass);

    /**
     * Adds its part of the gradient with respect to all entries of some rows of a weight, stored or not; its activations must
     * still be those of the last pass both ways.
     *
     * @param firstRow where the rows begin in the weight
     * @param rows [some rows × columns]
     */
    default void addGradient(Parameter weight, int firstRow, Matrix rows) {}

    /** What the block learns, weights and vectors; blocks may share a parameter. */
    default List<Parameter> parameters() {
        return List.of();
    }
}
