package io.moduli.core.pruning;

import io.moduli.api.pruning.PrunableWeight.GradientVisitor;
import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;

/**
 * A weight that does not exist yet: all of its entries may be chosen, and none has a value.
 *
 * @param weight its shape and the points of its units
 * @param pruner the name of the pruner that sees it
 * @param mask the full mask; made once, since that of a large weight takes its time
 */
record PlannedWeight(PlacedWeight weight, String pruner, Mask mask) implements PrunableWeight {

    static PlannedWeight of(PlacedWeight weight, String pruner) {
        return new PlannedWeight(weight, pruner, Mask.full(weight.shape().rows(), weight.shape().columns()));
    }

    @Override
    public EntryBlock entries() {
        throw new BrokenPrunerException(pruner,
                "it declares that it starts sparse, but looks at the values of %s before training".formatted(
                        shape().name()));
    }

    @Override
    public void gradient(GradientVisitor visitor) {
        throw new BrokenPrunerException(pruner,
                "it declares that it starts sparse, but asks for the gradient of %s before training".formatted(
                        shape().name()));
    }
}
