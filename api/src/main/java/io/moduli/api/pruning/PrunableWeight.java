package io.moduli.api.pruning;

import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightShape;

/** A weight as a pruner sees it, valid during a call. The host implements it. */
public interface PrunableWeight {

    /**
     * Name, role and extents, and where the units lie that it connects.
     *
     * @return the weight that the pruner was bound to
     */
    PlacedWeight weight();

    /**
     * Its name, role and extents.
     *
     * @return the shape of {@link #weight()}
     */
    default WeightShape shape() {
        return weight().shape();
    }

    /**
     * Which entries survive so far.
     *
     * @return the mask, which is full until something is removed
     */
    Mask mask();

    /**
     * The stored entries as one block; in a dense block those that the mask does not keep are 0.
     *
     * @return a view that is not written to
     */
    EntryBlock entries();

    /**
     * Shows the gradient of the loss, without penalties, with respect to every entry, stored or not, from the first row to the
     * last: on the batch that has been trained on last, with the weights as they are now; before any training on the first
     * batch. It takes memory for one block of rows. The first call in a round costs a pass through the network, for all weights
     * together, and each call the product that makes the gradient.
     */
    void gradient(GradientVisitor visitor);

    /** Looks at one block of rows of a gradient after the other. */
    @FunctionalInterface
    interface GradientVisitor {

        /**
         * Some rows.
         *
         * @param firstRow where they begin in the weight
         * @param gradient [rows × columns], valid during the call
         */
        void rows(int firstRow, Matrix gradient);
    }
}
