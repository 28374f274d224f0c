package io.moduli.core.loading;

import io.moduli.core.metric.MetricMeanings;
import io.moduli.core.plugin.ExtensionPoint;
import io.moduli.core.plugin.PluginRegistry;

/** The definitions of installed tasks. */
public final class TaskDefinitions {

    private TaskDefinitions() {}

    /**
     * The definitions of a task's metrics.
     *
     * @param task its name in {@code type =}
     * @return nothing if no such task is installed
     */
    public static MetricMeanings metrics(PluginRegistry registry, String task) {
        return registry.find(ExtensionPoint.TASK, task).map(found -> new MetricMeanings(found.metrics()))
                .orElse(MetricMeanings.NONE);
    }
}
