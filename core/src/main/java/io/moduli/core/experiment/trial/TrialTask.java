package io.moduli.core.experiment.trial;

import io.moduli.core.config.text.ConfigurationLoader;
import io.moduli.core.config.text.ConfigurationSource;
import io.moduli.core.config.text.RawValue;
import io.moduli.core.loading.TaskDefinitions;
import io.moduli.core.metric.MetricMeanings;
import io.moduli.core.plugin.PluginRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The task of an experiment's trials. */
public final class TrialTask {

    private TrialTask() {}

    /**
     * The metric definitions of the first trial's task, as it is now installed; they also apply to old results.
     *
     * @return nothing if it is not installed
     */
    public static MetricMeanings metrics(ExperimentFolder folder, PluginRegistry registry) {
        Path pipeline = folder.trial(folder.numbers().getFirst()).pipeline();
        if (!Files.isRegularFile(pipeline)) {
            return MetricMeanings.NONE;
        }
        return new ConfigurationLoader(folder.path()).load(ConfigurationSource.file(pipeline), List.of()).root()
                .map(root -> root.entries().get("task"))
                .map(task -> task instanceof RawValue.Mapping settings ? settings.entries().get("type") : null)
                .map(type -> type instanceof RawValue.Scalar name
                        ? TaskDefinitions.metrics(registry, name.text())
                        : MetricMeanings.NONE)
                .orElse(MetricMeanings.NONE);
    }
}
