package io.moduli.core.config.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.ComponentContext;
import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.text.ConfigurationLoader;
import io.moduli.core.config.text.ConfigurationSource;
import io.moduli.core.config.text.LoadedConfiguration;
import io.moduli.core.plugin.DiscoveredPlugin;
import io.moduli.core.plugin.PluginOrigin;
import io.moduli.core.plugin.PluginRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Loads and binds configurations that lie in a folder of the test's own. */
public final class Harness {

    private static final PluginRegistry REGISTRY = PluginRegistry
            .of(List.of(new DiscoveredPlugin(new Sample.Spaces(), PluginOrigin.at("/spaces.jar"))), List.of());

    private final Path folder;

    public Harness(Path folder) {
        this.folder = folder;
    }

    public Harness write(String name, String content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public LoadedConfiguration load(String... overrides) {
        return new ConfigurationLoader(folder).load(ConfigurationSource.file(Path.of("pipeline.conf")),
                List.of(overrides));
    }

    public <T extends Record> Binding<T> bind(LoadedConfiguration loaded, Class<T> type) {
        return new ConfigurationBinder(REGISTRY, folder).bind(loaded, type, _ -> ComponentContext.standalone(1));
    }

    /** The problems of {@code pipeline.conf} as a type, rendered. */
    public List<String> problems(Class<? extends Record> type, String... overrides) {
        Binding<?> binding = bind(load(overrides), type);
        assertThat(binding).isInstanceOf(Binding.Rejected.class);
        return ((Binding.Rejected<?>) binding).problems().stream().map(Problem::render).toList();
    }

    /** What {@code pipeline.conf} is bound to, which must be without problems. */
    public <T extends Record> Binding.Bound<T> bound(Class<T> type, String... overrides) {
        return sound(bind(load(overrides), type));
    }

    public <T extends Record> Binding.Bound<T> boundText(Class<T> type, String text) {
        LoadedConfiguration loaded = new ConfigurationLoader(folder).load(ConfigurationSource.text("text", text),
                List.of());
        return sound(bind(loaded, type));
    }

    private static <T extends Record> Binding.Bound<T> sound(Binding<T> binding) {
        return switch (binding) {
            case Binding.Bound<T> bound -> bound;
            case Binding.Rejected<T> rejected -> throw new AssertionError(
                    "unexpected problems: " + rejected.problems().stream().map(Problem::render).toList());
        };
    }
}
