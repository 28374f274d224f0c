package io.moduli.core.network.recurrent;

import io.moduli.api.cell.RecurrentCell;

/**
 * What a recurrent layer computes, however its sequences are processed.
 *
 * @param cell the mathematics of its units
 * @param parameters its parameters
 * @param extents its sizes
 * @param everyStep whether what comes next reads the states of every step, rather than of the last one only
 */
public record LayerDefinition(
        RecurrentCell cell, LayerParameters parameters, LayerExtents extents, boolean everyStep) {

    /** Whether the pre-activations from input and state are in one buffer. */
    boolean summed() {
        return cell.shape().summed();
    }

    /** How many states the cell has, the hidden one first. */
    int states() {
        return cell.shape().states().size();
    }
}
