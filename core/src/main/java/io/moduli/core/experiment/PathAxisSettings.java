package io.moduli.core.experiment;

import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;
import io.moduli.core.config.text.RawValue;
import java.util.Optional;

/** The settings of an axis that changes one setting. */
@Description("An axis that changes one setting")
record PathAxisSettings(
        @Description("The setting, such as pruner.schedule.target") String path,
        @Description("Its values, one by one") Optional<RawValue> values,
        @Description("The first number of a range") Optional<RawValue> from,
        @Description("The last number of a range") Optional<RawValue> to,
        @Description("How far the numbers of a grid are apart; whole ones are 1 apart if not given") @Range(min = 0, aboveMin = true) Optional<Double> step,
        @Description("How many numbers a grid has") @Range(min = 2, max = 100_000) Optional<Integer> points,
        @Default("linear") @Description("How numbers are spread: linear, logarithmic") Scale scale) {

    enum Scale {
        LINEAR,
        LOGARITHMIC
    }

    PathAxisSettings {
        if (values.isPresent() == from.isPresent() || from.isPresent() != to.isPresent()) {
            throw new SettingException("path", "an axis has either values, or from and to");
        }
        if (values.isPresent() && (step.isPresent() || points.isPresent() || scale != Scale.LINEAR)) {
            throw new SettingException("values", "step, points and scale are for an axis with from and to");
        }
        if (step.isPresent() && points.isPresent()) {
            throw new SettingException("step", "an axis has either step or points");
        }
        if (step.isPresent() && scale == Scale.LOGARITHMIC) {
            throw new SettingException("step", "is for a linear scale; say how many points there are instead");
        }
    }
}
