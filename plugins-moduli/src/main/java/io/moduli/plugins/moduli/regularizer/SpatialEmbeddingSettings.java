package io.moduli.plugins.moduli.regularizer;

import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;
import io.moduli.api.weight.WeightRole;
import java.util.List;

/**
 * The settings of the penalty of spatially embedded networks.
 *
 * @param on the roles of the weights; only in recurrent ones are rows and columns the same units
 * @param strength the factor of the penalty
 * @param reduction mean or sum over the entries
 * @param every steps from one computation of the coefficients to the next, 1 or more
 */
@Description("A recurrent weight costs its magnitude times the distance of its units times their communicability")
public record SpatialEmbeddingSettings(
        @Description("The roles of the weights that are penalized; only recurrent ones can be") @Default("[recurrent]") List<WeightRole> on,
        @Description("The factor of the penalty in the loss") @Range(min = 0) double strength,
        @Description("Whether the terms of the entries are averaged over the whole matrix or summed, as published: mean, sum") @Default("mean") Reduction reduction,
        @Description("Steps between two computations of the communicability, which cost far more than a step of a large layer; 1 as published") @Default("1") @Range(min = 1) int every) {

    public SpatialEmbeddingSettings {
        on = List.copyOf(on);
        if (!on.equals(List.of(WeightRole.RECURRENT))) {
            throw new SettingException(
                    "on",
                    "must be [recurrent], since only the rows and columns of recurrent weights are the same units");
        }
    }
}
