package io.moduli.core.experiment;

import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.SettingException;
import io.moduli.core.config.text.RawValue;
import java.util.List;
import java.util.Optional;

/** The settings in an experiment's file. */
@Description("An experiment: a pipeline, what is changed from trial to trial, and what is measured")
public record ExperimentSettings(
        @Description("The experiment's name, which its folder is called after") String name,
        @Description("The pipeline that trials are runs of: a file, relative to the experiment's, or a built-in one") String pipeline,
        @Description("Settings that all trials change in the pipeline") Optional<RawValue> settings,
        @Description("What is changed from trial to trial: each axis labels and their settings, or a path and its values") RawValue axes,
        @Description("The metrics that are compared, as STAGE.METRIC, such as evaluate.error") List<String> metrics,
        @Description("The values that the others are compared with, by their axes") Optional<RawValue> baseline,
        @Default("{ type = grid }") @Description("Which trials there are") SearchSettings search,
        @Default("{ type = local }") @Description("How and where the trials are run") RawValue engine) {

    public ExperimentSettings {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new SettingException(
                    "name", "\"%s\" cannot name a folder: use letters, digits, points, hyphens and underscores"
                            .formatted(name));
        }
        if (metrics.isEmpty()) {
            throw new SettingException("metrics", "there is nothing to compare; name some, such as evaluate.loss");
        }
        if (metrics.stream().distinct().count() < metrics.size()) {
            throw new SettingException("metrics", "a metric is named twice");
        }
    }
}
