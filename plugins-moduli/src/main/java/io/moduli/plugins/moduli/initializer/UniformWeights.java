package io.moduli.plugins.moduli.initializer;

import io.moduli.api.initializer.FirstWeights;
import io.moduli.api.initializer.WeightInitializer;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;
import io.moduli.api.weight.WeightRole;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Uniform between ± gain · b, where b is the bound of weights without an initializer; the draws are the same.
 *
 * @param settings the pipeline's settings
 */
public record UniformWeights(Settings settings) implements WeightInitializer {

    /**
     * The pipeline's settings.
     *
     * @param on the roles of the weights
     * @param fanIn which connections the weights are scaled to
     * @param gain the factor of the bound
     */
    @Description("Uniform draws as without an initializer, but scaled to the existing connections")
    public record Settings(
            @Description("Roles of the weights that it gives first values") @Default("[input, recurrent, initial-state, embedding, read-out]") List<WeightRole> on,
            @Description("Whether a row's weights are scaled to all of its connections or to those that are kept when training begins sparse: all, kept") @Default("kept") FanIn fanIn,
            @Description("The factor of the bound of the draws") @Default("1") @Range(min = 0) double gain) {

        public Settings {
            on = List.copyOf(on);
            if (on.isEmpty()) {
                throw new SettingException("on",
                        "names no weights; name one role or more: input, recurrent, initial-state, embedding, read-out");
            }
        }
    }

    @Override
    public Set<WeightRole> on() {
        return EnumSet.copyOf(settings.on());
    }

    @Override
    public void initialize(FirstWeights weight) {
        float[] values = new float[weight.weight().shape().columns()];
        for (int row = 0; row < weight.weight().shape().rows(); row++) {
            double bound = settings.gain() * weight.bound() * settings.fanIn().scale(weight, row);
            for (int column = 0; column < values.length; column++) {
                values[column] = (float) (bound * (2 * weight.random().nextDouble() - 1));
            }
            weight.write(row, values);
        }
    }
}
