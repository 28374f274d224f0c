package io.moduli.core.experiment;

import io.moduli.core.config.text.ConfigurationSource;
import io.moduli.core.config.text.EffectiveConfiguration;
import io.moduli.core.config.text.SettingOverride;
import io.moduli.core.experiment.engine.TrialEngine;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The contents of an experiment's file.
 *
 * @param name the name that its folder gets
 * @param pipeline the pipeline that trials run
 * @param settings what all trials change in the pipeline
 * @param axes what is changed from trial to trial, in the order of the file
 * @param metrics the metrics that are compared, as {@code STAGE.METRIC}
 * @param baseline the labels that others are compared with, by their axes
 * @param search which trials there are
 * @param engine the engine that runs them
 * @param effective the file in full, for problems that are found later
 */
public record Experiment(
        String name,
        ConfigurationSource pipeline,
        List<SettingOverride> settings,
        List<Axis> axes,
        List<String> metrics,
        SequencedMap<String, String> baseline,
        SearchSettings search,
        TrialEngine engine,
        EffectiveConfiguration effective) {

    public Experiment {
        settings = List.copyOf(settings);
        axes = List.copyOf(axes);
        metrics = List.copyOf(metrics);
        baseline = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(baseline));
    }
}
