package __package__;

import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.settings.Description;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The regularizer {@code __name__}. What is here is the least that keeps the contract, no penalty at all: put your own in its
 * place.
 */
@Description("__description__")
public record __Name__Regularizer() implements Regularizer {

    @Override
    public Set<WeightRole> on() {
        return Set.of(WeightRole.RECURRENT);
    }

    /** Adds the gradient of a block's entries to {@code block.gradients()} and returns the block's share of the penalty. */
    @Override
    public BoundRegularizer bind(PlacedWeight weight, RandomGenerator random) {
        return block -> 0;
    }
}
