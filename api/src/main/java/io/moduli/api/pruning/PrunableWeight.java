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
     * The gradient of the loss, without penalties, with respect to every entry, stored or not: on the batch that has been
     * trained on last, with the weights as they are now; before any training on the first batch. Asking for it costs a pass
     * through the network in the first call of a round, for all weights together, and memory for all their entries.
     *
     * @return [rows × columns], the pruner's own to keep for the round
     */
    Matrix gradient();
}
