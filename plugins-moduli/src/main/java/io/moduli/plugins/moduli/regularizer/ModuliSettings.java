package io.moduli.plugins.moduli.regularizer;

import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Moved;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;
import io.moduli.api.weight.WeightRole;
import java.util.List;
import java.util.Locale;

/**
 * The settings of the moduli regularizer.
 *
 * @param on the roles of the weights; only in recurrent ones are rows and columns the same units
 * @param strength the factor of the penalty
 * @param inhibitor what turns a distance into a cost
 * @param power the power of the weights' magnitudes, 1 or 2
 * @param reduction mean or sum over the entries
 * @param coefficients the geometry or a control
 * @param self the cost of self-connections
 */
@Description("A recurrent weight costs more or less by the distance between its two units on the geometry of their layer")
@Moved(key = "space", to = "network.geometry.space")
@Moved(key = "scale", to = "network.geometry.scale")
@Moved(key = "learn", to = "network.geometry.learn")
public record ModuliSettings(
        @Description("The roles of the weights that are penalized; only recurrent ones can be") @Default("[recurrent]") List<WeightRole> on,
        @Description("The factor of the penalty in the loss") @Range(min = 0) double strength,
        @Description("The cost of a weight as a function of the distance of its units") Inhibitor inhibitor,
        @Description("The power of the weights' magnitudes: 1 for |w|, 2 for w²") @Default("1") @Range(min = 1, max = 2) int power,
        @Description("Whether the terms of the entries are averaged over the whole matrix or summed: mean, sum") @Default("mean") Reduction reduction,
        @Description("Where the coefficients come from: the geometry, or a control: their mean everywhere (mean), or the same values shuffled among the pairs (shuffled)") @Default("geometry") CoefficientSource coefficients,
        @Description("What self-connections cost: nothing (keep), or what the inhibitor gives for distance 0 (by-cost)") @Default("by-cost") SelfConnections self) {

    public ModuliSettings {
        on = List.copyOf(on);
        if (on.isEmpty()) {
            throw new SettingException("on", "names no weights; it must be [recurrent]");
        }
        for (WeightRole role : on) {
            if (role != WeightRole.RECURRENT) {
                throw new SettingException("on",
                        ("%s weights have no distances, since only the rows and columns of recurrent weights "
                                + "are the same units; it must be [recurrent]; l1 and l2 go on any role")
                                .formatted(role.name().toLowerCase(Locale.ROOT).replace('_', '-')));
            }
        }
    }
}
