package io.moduli.core.network.recurrent;

import io.moduli.core.engine.maps.LinearMap;
import io.moduli.core.engine.maps.SparseLinearMap;
import io.moduli.core.engine.storage.StorageFormat;
import io.moduli.core.engine.threads.Team;

/**
 * A recurrent layer's weights as they are stored now, for some workers.
 *
 * @param input from the layer's input to its gates
 * @param recurrent from its hidden state to its gates
 */
record LayerMaps(LinearMap input, LinearMap recurrent) {

    static LayerMaps of(LayerParameters parameters, Team team) {
        return new LayerMaps(LinearMap.of(parameters.input(), team), LinearMap.of(parameters.recurrent(), team));
    }

    /** The same for a single worker, which sums up gradients separately from the others. */
    static LayerMaps apart(LayerParameters parameters, Team alone) {
        return new LayerMaps(LinearMap.apart(parameters.input(), alone),
                LinearMap.apart(parameters.recurrent(), alone));
    }

    /**
     * The map of a recurrent weight that is stored sparse.
     *
     * @throws IllegalStateException if it is stored dense
     */
    SparseLinearMap sparseRecurrent() {
        if (recurrent instanceof SparseLinearMap sparse) {
            return sparse;
        }
        throw new IllegalStateException("the recurrent weight is stored dense");
    }

    /** Whether products with the recurrent weight use whole vectors, including the padding of rows. */
    static boolean isWhole(LayerParameters parameters) {
        return parameters.recurrent().format() == StorageFormat.SPARSE;
    }
}
