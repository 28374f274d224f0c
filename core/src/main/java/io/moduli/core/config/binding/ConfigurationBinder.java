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
 * Makes settings records of configurations, as {@link io.moduli.api.settings} describes them, and has the components
 * made that they name.
 *
 * <p>It never stops at the first problem. A record with a problem inside is not made, but all that is beside it is still
 * looked at, and components are made to see whether they can be, even where another problem is known already: creating a
 * component is cheap and pure.
 */
public final class ConfigurationBinder {

    private final PluginRegistry registry;
    private final DefaultValues defaults;
    private final RecordModels models = new RecordModels();

    /**
     * @param registry the components that can be named
     * @param workingFolder what relative paths refer to that are a setting's default
     */
    public ConfigurationBinder(PluginRegistry registry, Path workingFolder) {
        this.registry = registry;
        this.defaults = new DefaultValues(workingFolder.toAbsolutePath().normalize());
    }

    /**
     * Binds a configuration.
     *
     * @param <T> the settings record
     * @param configuration what was read, with the problems met in reading
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
     * @param mapping what was written
     * @param type what to make of it
     * @param path its full key
     * @param problems receives what is wrong
     * @return empty if anything is wrong
     */
    public <T extends Record> Optional<T> bind(
            RawValue.Mapping mapping, Class<T> type, String path, Problems problems) {
        return records().bind(type, mapping, path, problems).map(bound -> type.cast(bound.record()));
    }

    /** The same for what says by {@code type} what it is. */
    public <T extends Record> Optional<T> bind(Tagged tagged, Class<T> type, String path, Problems problems) {
        return records().bindTagged(type, tagged, path, problems).map(bound -> type.cast(bound.record()));
    }

    private RecordBinder records() {
        return new ValueBinder(registry, path -> {
            throw new IllegalStateException("no component is part of these settings, but there is one at " + path);
        }, defaults, models).records();
    }
}
