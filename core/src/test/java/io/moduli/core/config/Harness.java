package io.moduli.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.ComponentContext;
import io.moduli.core.plugin.DiscoveredPlugin;
import io.moduli.core.plugin.PluginOrigin;
import io.moduli.core.plugin.PluginRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Loads and binds configurations that lie in a folder of the test's own. */
final class Harness {

    private static final PluginRegistry REGISTRY = PluginRegistry
            .of(List.of(new DiscoveredPlugin(new Sample.Spaces(), PluginOrigin.at("/spaces.jar"))), List.of());

    private final Path folder;

    Harness(Path folder) {
        this.folder = folder;
    }

    Harness write(String name, String content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LoadedConfiguration load(String... overrides) {
        return new ConfigurationLoader(folder).load(ConfigurationSource.file(Path.of("pipeline.conf")),
                List.of(overrides));
    }

    <T extends Record> Binding<T> bind(LoadedConfiguration loaded, Class<T> type) {
        return new ConfigurationBinder(REGISTRY, folder).bind(loaded, type, _ -> ComponentContext.standalone(1));
    }

    /** The problems of {@code pipeline.conf} as a type, rendered. */
    List<String> problems(Class<? extends Record> type, String... overrides) {
        Binding<?> binding = bind(load(overrides), type);
        assertThat(binding).isInstanceOf(Binding.Rejected.class);
        return ((Binding.Rejected<?>) binding).problems().stream().map(Problem::render).toList();
    }

    /** What {@code pipeline.conf} is bound to, which must be without problems. */
    <T extends Record> Binding.Bound<T> bound(Class<T> type, String... overrides) {
        return sound(bind(load(overrides), type));
    }

    <T extends Record> Binding.Bound<T> boundText(Class<T> type, String text) {
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
