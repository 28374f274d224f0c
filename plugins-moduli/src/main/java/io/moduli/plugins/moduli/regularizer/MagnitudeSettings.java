package io.moduli.plugins.moduli.regularizer;

import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;
import io.moduli.api.weight.WeightRole;
import java.util.List;

/**
 * The settings of L1 and L2.
 *
 * @param on the roles of the weights, one or more
 * @param strength the factor of the penalty
 * @param reduction mean or sum over the entries
 */
@Description("The same cost for every weight: strength times the mean of |w| for l1, of w² for l2")
public record MagnitudeSettings(
        @Description("The roles of the weights that are penalized: input, recurrent, initial-state, embedding, read-out") @Default("[recurrent]") List<WeightRole> on,
        @Description("The factor of the penalty in the loss") @Range(min = 0) double strength,
        @Description("Whether the terms of the entries are averaged over the whole matrix or summed: mean, sum") @Default("mean") Reduction reduction) {

    public MagnitudeSettings {
        on = List.copyOf(on);
        if (on.isEmpty()) {
            throw new SettingException(
                    "on",
                    "names no weights; name one role or more: input, recurrent, initial-state, embedding, read-out");
        }
    }
}
