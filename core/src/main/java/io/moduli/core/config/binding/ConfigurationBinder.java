package io.moduli.core.config.binding;

import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.problem.Problems;
import io.moduli.core.config.text.EffectiveConfiguration;
import io.moduli.core.config.text.LoadedConfiguration;
import io.moduli.core.config.text.RawValue;
import io.moduli.core.config.text.Tagged;
import io.moduli.core.plugin.PluginRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Turns configurations into settings records, as {@link io.moduli.api.settings} describes them, and has the components
 * that they name created.
 *
 * <p>It never stops at the first problem. A record with a problem inside is not created, but everything beside it is
 * still checked, and components are created to see whether that works even if another problem is already known:
 * creating a component is cheap and pure.
 */
public final class ConfigurationBinder {

    private final PluginRegistry registry;
    private final DefaultValues defaults;
    private final RecordModels models = new RecordModels();

    /**
     * @param registry the components that can be named
     * @param workingFolder the folder that relative paths in defaults refer to
     */
    public ConfigurationBinder(PluginRegistry registry, Path workingFolder) {
        this.registry = registry;
        this.defaults = new DefaultValues(workingFolder.toAbsolutePath().normalize());
    }

    /**
     * Binds a configuration.
     *
     * @param <T> the settings record
     * @param configuration the configuration that was read, with the problems found in it
     * @param type what to make of it
     * @param contexts gives each component its context by its key
     */
    public <T extends Record> Binding<T> bind(LoadedConfiguration configuration, Class<T> type,
            ContextFactory contexts) {
        Problems problems = new Problems();
        problems.addAll(configuration.problems());
        RecordBinder records = new ValueBinder(registry, contexts, defaults, models).records();
        Optional<RecordBinder.BoundRecord> bound = configuration.root()
                .flatMap(root -> records.bind(type, root, "", problems));
        List<Problem> found = problems.sorted();
        if (bound.isEmpty() || !found.isEmpty()) {
            return new Binding.Rejected<>(found);
        }
        return new Binding.Bound<>(type.cast(bound.get().record()),
                new EffectiveConfiguration(bound.get().effective()));
    }

    /**
     * Binds settings that are part of something larger, such as those of an axis or of an engine.
     *
     * @param <T> the settings record
     * @param mapping the settings as written
     * @param type what to make of it
     * @param path its full key
     * @param problems receives what is wrong
     * @return empty if anything is wrong
     */
    public <T extends Record> Optional<T> bind(
            RawValue.Mapping mapping, Class<T> type, String path, Problems problems) {
        return records().bind(type, mapping, path, problems).map(bound -> type.cast(bound.record()));
    }

    /** The same for a closed choice or component, identified by {@code type}. */
    public <T extends Record> Optional<T> bind(Tagged tagged, Class<T> type, String path, Problems problems) {
        return records().bindTagged(type, tagged, path, problems).map(bound -> type.cast(bound.record()));
    }

    private RecordBinder records() {
        return new ValueBinder(registry, path -> {
            throw new IllegalStateException("no component is part of these settings, but there is one at " + path);
        }, defaults, models).records();
    }
}
