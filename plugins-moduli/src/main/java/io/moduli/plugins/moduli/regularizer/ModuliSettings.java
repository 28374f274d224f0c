package io.moduli.plugins.moduli.regularizer;

import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;
import io.moduli.api.weight.WeightRole;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The settings of the moduli regularizer.
 *
 * @param on the roles of the weights; only recurrent ones have rows and columns that are the same neurons
 * @param strength the factor of the penalty
 * @param space where the neurons have their points
 * @param inhibitor what turns a distance into a cost
 * @param power the power of the weights' magnitudes, 1 or 2
 * @param reduction mean or sum over the entries
 * @param coefficients the geometry or a control
 * @param scale the unit of the distances that the inhibitor is given
 * @param learn how the points are learned; empty where they stay fixed
 */
@Description("A recurrent weight costs more or less by the distance between its two neurons in a moduli space")
public record ModuliSettings(
        @Description("The roles of the weights that are penalized; only recurrent ones can be") @Default("[recurrent]") List<WeightRole> on,
        @Description("The factor of the penalty in the loss") @Range(min = 0) double strength,
        @Description("The space in which every neuron of a layer has a point") ModuliSpace space,
        @Description("The cost of a weight as a function of the distance of its neurons") Inhibitor inhibitor,
        @Description("The power of the weights' magnitudes: 1 for |w|, 2 for w²") @Default("1") @Range(min = 1, max = 2) int power,
        @Description("Whether the terms of the entries are averaged over the whole matrix or summed: mean, sum") @Default("mean") Reduction reduction,
        @Description("The geometry's coefficients, or a control: their mean everywhere, or the same values shuffled among the pairs: geometry, mean, shuffled") @Default("geometry") CoefficientSource coefficients,
        @Description("Whether distances are divided by their median before the inhibitor sees them: as-is, unit-median") @Default("as-is") DistanceScale scale,
        @Description("How the points are learned; without it they stay fixed") Optional<Learning> learn) {

    public ModuliSettings {
        on = List.copyOf(on);
        if (on.isEmpty()) {
            throw new SettingException("on", "names no weights; it must be [recurrent]");
        }
        for (WeightRole role : on) {
            if (role != WeightRole.RECURRENT) {
                throw new SettingException("on",
                        ("%s weights have no distances, since only the rows and columns of recurrent weights "
                                + "are the same neurons; it must be [recurrent]; l1 and l2 go on any role")
                                .formatted(role.name().toLowerCase(Locale.ROOT).replace('_', '-')));
            }
        }
        if (learn.isPresent() && coefficients != CoefficientSource.GEOMETRY) {
            throw new SettingException("learn",
                    "points can be learned with coefficients = geometry only, not with coefficients = "
                            + coefficients.name().toLowerCase(Locale.ROOT));
        }
    }
}
