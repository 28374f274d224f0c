package io.moduli.api.pruning;

import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightShape;

/** A weight as a pruner sees it, for the length of a {@link Pruner#prune} call. */
public interface PrunableWeight {

    /** Its name, role and extents. */
    WeightShape shape();

    /** What survives so far. */
    Mask mask();

    /** The stored entries as one block; in a dense block those that the mask does not keep are 0. */
    EntryBlock entries();

    /**
     * The gradient of the loss on one batch by every entry, stored or not, [rows × columns], for pruners that regrow.
     * It is computed when asked for.
     */
    Matrix gradient();
}
