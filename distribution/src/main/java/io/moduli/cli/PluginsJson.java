package io.moduli.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.moduli.api.task.MetricDefinition;
import io.moduli.core.bundle.Bundle;
import io.moduli.core.plugin.InstalledComponent;
import io.moduli.core.plugin.PluginProblem;
import io.moduli.core.run.Distribution;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plugins and their components, for programs; {@code docs/plugins-json.md} describes the format. */
final class PluginsJson {

    /** Increased by one when a key is removed or changes its meaning; keys may be added without changing it. */
    private static final int FORMAT = 1;

    private PluginsJson() {}

    static String of(List<PluginEntry> entries, List<PluginProblem> others) throws JsonProcessingException {
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        root.put("format", FORMAT);
        root.put("distribution", Distribution.running().map(PluginsJson::distribution).orElse(null));
        root.put("plugins", entries.stream().map(PluginsJson::plugin).toList());
        root.put("problems", problems(others));
        return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(root);
    }

    private static Map<String, String> distribution(Distribution running) {
        Map<String, String> json = new LinkedHashMap<>();
        json.put("name", running.name());
        json.put("version", running.version());
        return json;
    }

    private static Map<String, @Nullable Object> plugin(PluginEntry entry) {
        Optional<Bundle> bundle = entry.bundle();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", entry.name());
        json.put("bundle", bundle.map(Bundle::name).orElse(null));
        json.put("version", entry.version().orElse(null));
        json.put("description", entry.description());
        json.put("state", entry.stateText());
        json.put("reached", entry.reached().map(PluginEntry::text).orElse(null));
        json.put("place", entry.place());
        json.put("jars", bundle.map(Bundle::jars).orElse(List.of()).stream().map(Path::toString).toList());
        List<Map<String, Object>> components = new ArrayList<>();
        for (InstalledComponent<?> component : entry.components()) {
            Map<String, Object> offered = new LinkedHashMap<>();
            offered.put("kind", component.extensionPoint().name());
            offered.put("name", component.name());
            offered.put("description", component.description());
            List<Map<String, Object>> metrics = component.metrics().stream().map(PluginsJson::metric).toList();
            if (!metrics.isEmpty()) {
                offered.put("metrics", metrics);
            }
            components.add(offered);
        }
        json.put("components", components);
        json.put("problems", problems(entry.problems()));
        return json;
    }

    private static Map<String, Object> metric(MetricDefinition metric) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", metric.name());
        json.put("unit", metric.unit());
        json.put("definition", metric.value());
        json.put("higher_is_better", metric.higherIsBetter());
        json.put("baseline", metric.baseline());
        return json;
    }

    private static List<Map<String, Object>> problems(List<PluginProblem> problems) {
        List<Map<String, Object>> json = new ArrayList<>();
        for (PluginProblem problem : problems) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("plugin", problem.plugin());
            entry.put("file", problem.origin());
            entry.put("message", problem.message());
            json.add(entry);
        }
        return json;
    }
}
