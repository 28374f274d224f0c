package io.moduli.core.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.moduli.core.engine.ProcessSettings;
import io.moduli.core.engine.dense.Blas;
import io.moduli.core.engine.kernels.Vectors;
import io.moduli.core.plugin.InstalledPlugin;
import io.moduli.core.plugin.PluginRegistry;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** With what and on what a run was made. */
final class Provenance {

    private Provenance() {}

    static String toJson(PluginRegistry registry, int threads, Instant started) throws IOException {
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
        return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(root) + "\n";
    }

    private static String version(Class<?> type) {
        return Optional.ofNullable(type.getPackage().getImplementationVersion()).orElse("unpackaged");
    }
}
