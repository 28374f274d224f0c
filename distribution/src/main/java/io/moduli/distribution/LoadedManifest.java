package io.moduli.distribution;

import io.moduli.core.config.binding.Binding;
import io.moduli.core.config.binding.ConfigurationBinder;
import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.text.ConfigurationLoader;
import io.moduli.core.config.text.ConfigurationSource;
import io.moduli.core.config.text.EffectiveConfiguration;
import io.moduli.core.plugin.PluginRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A manifest that has been read.
 *
 * @param settings what it says
 * @param effective where it says it
 * @param file it
 */
record LoadedManifest(DistributionManifest settings, EffectiveConfiguration effective, Path file) {

    /**
     * Reads a manifest.
     *
     * @param workingFolder what its path is shown relative to
     * @param overrides as pipelines take them
     * @throws DistributionException with all problems, each with file and line
     */
    static LoadedManifest read(Path file, Path workingFolder, List<String> overrides) throws DistributionException {
        Path absolute = workingFolder.toAbsolutePath().resolve(file).normalize();
        Binding<DistributionManifest> binding = bind(absolute, workingFolder, overrides, DistributionManifest.class);
        return switch (binding) {
            case Binding.Bound<DistributionManifest> bound ->
                new LoadedManifest(bound.settings(), bound.effective(), absolute);
            case Binding.Rejected<DistributionManifest> rejected -> throw new DistributionException(
                    rejected.problems().stream().map(Problem::render).toList());
        };
    }

    /** Binds a configuration that has no components in it. */
    static <T extends Record> Binding<T> bind(Path file, Path workingFolder, List<String> overrides, Class<T> type) {
        return new ConfigurationBinder(PluginRegistry.of(List.of()), workingFolder).bind(
                new ConfigurationLoader(workingFolder).load(ConfigurationSource.file(file), overrides), type,
                path -> {
                    throw new IllegalStateException(path + " is a component");
                });
    }

    /** Fails if there are problems, and says each of them where the manifest causes it. */
    void refuse(List<Complaint> complaints) throws DistributionException {
        if (!complaints.isEmpty()) {
            List<Problem> problems = new ArrayList<>();
            complaints.forEach(complaint -> problems.add(effective.problem(complaint.key(), complaint.message())));
            throw new DistributionException(problems.stream().sorted().map(Problem::render).toList());
        }
    }

    /** Fails with one problem. */
    DistributionException refusal(String key, String message) {
        return new DistributionException(List.of(effective.problem(key, message).render()));
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
