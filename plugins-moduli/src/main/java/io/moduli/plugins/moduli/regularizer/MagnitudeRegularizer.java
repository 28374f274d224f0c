package io.moduli.plugins.moduli.regularizer;

import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import java.util.Set;
import java.util.random.RandomGenerator;

/** L1 and L2: {@code strength · mean |w|^p} over all entries of a matrix, p = 1 or 2, or the sum instead of the mean. */
public final class MagnitudeRegularizer implements Regularizer {

    private final MagnitudeSettings settings;
    private final int power;

    private MagnitudeRegularizer(MagnitudeSettings settings, int power) {
        this.settings = settings;
        this.power = power;
    }

    /** The penalty on the absolute values. */
    public static MagnitudeRegularizer l1(MagnitudeSettings settings) {
        return new MagnitudeRegularizer(settings, 1);
    }

    /** The penalty on the squares, without the factor ½ that is sometimes included. */
    public static MagnitudeRegularizer l2(MagnitudeSettings settings) {
        return new MagnitudeRegularizer(settings, 2);
    }

    @Override
    public Set<WeightRole> on() {
        return Set.copyOf(settings.on());
    }

    @Override
    public BoundRegularizer bind(PlacedWeight weight, RandomGenerator random) {
        WeightShape shape = weight.shape();
        WeightedPenalty penalty = new WeightedPenalty(power, settings.reduction().factor(settings.strength(), shape));
        EntryCoefficients ones = EntryCoefficients.constant(1, shape);
        return block -> penalty.accumulate(block, ones);
    }
}
