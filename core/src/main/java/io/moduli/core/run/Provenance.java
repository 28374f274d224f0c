package io.moduli.core.run;

import io.moduli.core.files.Checksum;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moduli.core.engine.ProcessSettings;
import io.moduli.core.engine.dense.Blas;
import io.moduli.core.engine.kernels.Vectors;
import io.moduli.core.plugin.InstalledPlugin;
import io.moduli.core.plugin.PluginRegistry;
import java.awt.GraphicsEnvironment;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The software and the machine with which a run was made. */
final class Provenance {

    /** What affects the rounding of numbers, besides plugins and libraries. */
    private static final List<String> COMPARED = List.of("moduli", "java", "threads", "openblas_core", "vector_bits");

    private Provenance() {}

    /** The provenance of a run that starts now. */
    static ObjectNode now(PluginRegistry registry, int threads, Instant started) throws IOException {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("moduli", version(Provenance.class));
        Distribution.running().ifPresent(
                running -> root.put("distribution",
                        new TreeMap<>(Map.of("name", running.name(), "version", running.version()))));
        root.put("started", started.toString());
        root.put("java", System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"));
        root.put(
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        root.put("processors", Runtime.getRuntime().availableProcessors());
        root.put("threads", threads);
        root.put("process_settings_claimed", ProcessSettings.claimed());
        root.put("openblas_core", Blas.coreName());
        root.put("openblas_threads", Blas.threads());
        root.put("headless", GraphicsEnvironment.isHeadless());
        root.put("vector_bits", Vectors.LENGTH * Float.SIZE);
        List<Map<String, Object>> plugins = new ArrayList<>();
        for (InstalledPlugin plugin : registry.plugins()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("id", plugin.id());
            plugin.origin().bundle().ifPresent(bundle -> entry.put("bundle", bundle));
            plugin.origin().version().ifPresent(version -> entry.put("version", version));
            if (!plugin.origin().jars().isEmpty()) {
                entry.put("sha256", Checksum.of(plugin.origin().jars()));
            }
            entry.put("origin", plugin.origin().location());
            plugins.add(entry);
        }
        root.put("plugins", plugins);
        root.put("libraries", libraries());
        return new ObjectMapper().valueToTree(root);
    }

    /** The names of the jars of this program, which include their versions. */
    private static List<String> libraries() {
        return Arrays.stream(System.getProperty("java.class.path", "").split(Pattern.quote(File.pathSeparator)))
                .filter(entry -> entry.endsWith(".jar"))
                .map(entry -> String.valueOf(Path.of(entry).getFileName()))
                .distinct()
                .sorted()
                .toList();
    }

    /** The form in which it is stored in a run's directory. */
    static String toJson(JsonNode provenance) throws IOException {
        return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(provenance) + "\n";
    }

    /**
     * The differences that may keep a resumed run from producing the same bytes, a sentence each.
     *
     * @param before the provenance of the run, as stored in its directory
     * @param now that of the process that resumes it
     */
    static List<String> differences(JsonNode before, JsonNode now) {
        List<String> differences = new ArrayList<>();
        for (String key : COMPARED) {
            String was = before.path(key).asText();
            String is = now.path(key).asText();
            if (!was.equals(is)) {
                differences.add("%s: the run was made with %s, this is %s".formatted(key, was, is));
            }
        }
        compare("plugin", plugins(before), plugins(now), differences);
        compare("library", names(before.path("libraries")), names(now.path("libraries")), differences);
        return differences;
    }

    private static void compare(
            String kind, Map<String, String> before, Map<String, String> now, List<String> differences) {
        Set<String> all = new TreeSet<>(before.keySet());
        all.addAll(now.keySet());
        for (String name : all) {
            String was = before.get(name);
            String is = now.get(name);
            if (was == null) {
                differences.add("%s %s: the run was made without it".formatted(kind, name));
            } else if (is == null) {
                differences.add("%s %s: the run was made with it, and it is not here".formatted(kind, name));
            } else if (!was.equals(is)) {
                differences.add("%s %s: the run was made with %s, this is %s".formatted(kind, name, was, is));
            }
        }
    }

    private static Map<String, String> plugins(JsonNode provenance) {
        Map<String, String> plugins = new TreeMap<>();
        for (JsonNode plugin : provenance.path("plugins")) {
            String version = plugin.path("version").asText("no version");
            String sum = plugin.path("sha256").asText();
            plugins.put(plugin.path("id").asText(), sum.isEmpty() ? version : version + " of sha256 " + sum);
        }
        return plugins;
    }

    private static Map<String, String> names(JsonNode list) {
        Map<String, String> names = new TreeMap<>();
        list.forEach(name -> names.put(name.asText(), ""));
        return names;
    }

    private static String version(Class<?> type) {
        return Optional.ofNullable(type.getPackage().getImplementationVersion()).orElse("unpackaged");
    }
}
