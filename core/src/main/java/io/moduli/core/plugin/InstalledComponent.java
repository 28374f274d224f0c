package io.moduli.core.plugin;

import io.moduli.api.ComponentFactory;
import io.moduli.api.settings.Description;
import io.moduli.api.task.MetricDefinition;
import java.util.List;

/**
 * A component that pipelines can name.
 *
 * @param <T> what the component implements
 * @param extensionPoint its kind
 * @param name its name in {@code type =}; unique among the components of its kind
 * @param settings the record of its settings
 * @param factory the factory that creates it
 * @param plugin the plugin that contributes it
 */
public record InstalledComponent<T>(
        ExtensionPoint<T> extensionPoint,
        String name,
        Class<? extends Record> settings,
        ComponentFactory<?, ? extends T> factory,
        InstalledPlugin plugin) {

    /** What it does, in one line, from the description on its settings record; empty if there is none. */
    public String description() {
        Description description = settings.getAnnotation(Description.class);
        return description == null ? "" : description.value();
    }

    /** What the metrics of a task mean, the most telling first; empty for any other component. */
    public List<MetricDefinition> metrics() {
        return List.of(settings.getAnnotationsByType(MetricDefinition.class));
    }
}
