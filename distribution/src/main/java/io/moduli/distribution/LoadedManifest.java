package io.moduli.distribution;

import io.moduli.core.config.binding.Binding;
import io.moduli.core.config.binding.ConfigurationBinder;
import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.text.ConfigurationLoader;
import io.moduli.core.config.text.ConfigurationSource;
import io.moduli.core.config.text.EffectiveConfiguration;
import io.moduli.core.config.text.LoadedConfiguration;
import io.moduli.core.plugin.PluginRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A manifest that has been read.
 *
 * @param settings what it says; stopgaps where it cannot be understood
 * @param problems what is wrong with it, by itself
 * @param origins where it says what it says, by setting
 */
record LoadedManifest(
        DistributionManifest settings, List<Problem> problems, Map<String, EffectiveConfiguration> origins) {

    /**
     * Reads a manifest.
     *
     * @param workingFolder what its path is shown relative to
     * @param overrides as pipelines take them
     */
    static LoadedManifest read(Path file, Path workingFolder, List<String> overrides) {
        Path absolute = workingFolder.toAbsolutePath().resolve(file).normalize();
        LoadedConfiguration configuration = new ConfigurationLoader(workingFolder)
                .load(ConfigurationSource.file(absolute), overrides);
        return switch (bind(configuration, workingFolder, DistributionManifest.class)) {
            case Binding.Bound<DistributionManifest> bound ->
                new LoadedManifest(bound.settings(), List.of(), Map.of("", bound.effective()));
            case Binding.Rejected<DistributionManifest> rejected ->
                ManifestParts.of(configuration, workingFolder, rejected.problems());
        };
    }

    /** Binds a configuration that has no components in it. */
    static <T extends Record> Binding<T> bind(LoadedConfiguration configuration, Path workingFolder, Class<T> type) {
        return new ConfigurationBinder(PluginRegistry.of(List.of()), workingFolder).bind(configuration, type, path -> {
            throw new IllegalStateException(path + " is a component");
        });
    }

    /** Whether a setting is what the manifest says, and no stopgap. */
    boolean says(String setting) {
        return origins.containsKey("") || origins.containsKey(setting);
    }

    /** Fails if anything is wrong, and says each problem where the manifest causes it. */
    void refuse(List<Complaint> complaints) throws DistributionException {
        List<Problem> all = new ArrayList<>(problems);
        for (Complaint complaint : complaints) {
            Optional.ofNullable(origins.getOrDefault("", origins.get(complaint.key().split("\\.", 2)[0])))
                    .ifPresent(origin -> all.add(origin.problem(complaint.key(), complaint.message())));
        }
        if (!all.isEmpty()) {
            throw new DistributionException(all.stream().sorted().map(Problem::render).distinct().toList());
        }
    }

    /**
     * Something that is wrong with what the manifest names.
     *
     * @param key where it names it
     * @param message what is wrong
     */
    record Complaint(String key, String message) {
    }
}
