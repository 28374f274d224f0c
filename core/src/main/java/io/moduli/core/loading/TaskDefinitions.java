package io.moduli.core.loading;

import io.moduli.core.metric.MetricMeanings;
import io.moduli.core.plugin.ExtensionPoint;
import io.moduli.core.plugin.PluginRegistry;

/** What installed tasks say of themselves. */
public final class TaskDefinitions {

    private TaskDefinitions() {}

    /**
     * What a task says of its metrics.
     *
     * @param task what {@code type =} calls it
     * @return nothing where no such task is installed
     */
    public static MetricMeanings metrics(PluginRegistry registry, String task) {
        return registry.find(ExtensionPoint.TASK, task).map(found -> new MetricMeanings(found.metrics()))
                .orElse(MetricMeanings.NONE);
    }
}
