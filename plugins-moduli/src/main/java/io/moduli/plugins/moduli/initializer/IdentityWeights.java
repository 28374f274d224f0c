package io.moduli.plugins.moduli.initializer;

import io.moduli.api.initializer.FirstWeights;
import io.moduli.api.initializer.WeightInitializer;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.weight.WeightRole;
import java.util.Set;

/**
 * Each gate of a recurrent weight is a multiple of the identity, optionally with normal noise: a unit begins by holding
 * its value. Le, Jaitly and Hinton, "A simple way to initialize recurrent networks of rectified linear units" (2015,
 * arXiv 1504.00941).
 *
 * @param scale the value on the diagonal
 * @param noise the standard deviation of the noise added to all entries
 */
@Description("Recurrent weights that are the identity, with or without noise (Le, Jaitly and Hinton, 2015)")
public record IdentityWeights(
        @Description("The value of a unit's connection to itself") @Default("1") double scale,
        @Description("Standard deviation of normal noise in all entries") @Default("0") @Range(min = 0) double noise)
        implements WeightInitializer {

    @Override
    public Set<WeightRole> on() {
        return Set.of(WeightRole.RECURRENT);
    }

    @Override
    public void initialize(FirstWeights weight) {
        float[] values = new float[weight.weight().shape().columns()];
        for (int row = 0; row < weight.weight().shape().rows(); row++) {
            for (int column = 0; column < values.length; column++) {
                double itself = row % weight.weight().shape().units() == column ? scale : 0;
                values[column] = (float) (itself + (noise == 0 ? 0 : noise * weight.random().nextGaussian()));
            }
            weight.write(row, values);
        }
    }
}
