package io.moduli.plugins.pruning;

import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightShape;

/** A weight of which a round must see only what its mask keeps. */
public record UnseenWeight(PlacedWeight weight, Mask mask) implements PrunableWeight {

    /** A weight between units that have no places. */
    public UnseenWeight(WeightShape shape, Mask mask) {
        this(PlacedWeight.nowhere(shape), mask);
    }

    @Override
    public EntryBlock entries() {
        throw new IllegalStateException("the round asks for the values of " + shape().name());
    }

    @Override
    public void gradient(GradientVisitor visitor) {
        throw new IllegalStateException("the round asks for the gradient of " + shape().name());
    }
}
