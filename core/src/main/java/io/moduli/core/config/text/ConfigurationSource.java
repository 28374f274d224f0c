package io.moduli.core.config.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where a configuration comes from. */
public sealed interface ConfigurationSource {

    /**
     * A file on disk; its includes and relative paths refer to its own folder.
     *
     * @param path absolute, or relative to the loader's working folder
     */
    record File(Path path) implements ConfigurationSource {
    }

    /**
     * Text with a name, such as a built-in pipeline; relative paths in it refer to the working folder, and it includes
     * only {@code classpath(…)} resources.
     *
     * @param name stands for the file's name in messages
     * @param content HOCON
     */
    record Text(String name, String content) implements ConfigurationSource {
    }

    /**
     * Values made by code; relative paths in them refer to the working folder.
     *
     * @param name stands for the file's name in messages
     * @param values by their keys, or by paths of keys such as {@code network.hidden}: texts, numbers, truth values, and
     *     lists and maps of these
     */
    record Values(String name, Map<String, ?> values) implements ConfigurationSource {

        public Values {
            values = Map.copyOf(values);
        }
    }

    /** A file on disk. */
    static ConfigurationSource file(Path path) {
        return new File(path);
    }

    /** Text with a name. */
    static ConfigurationSource text(String name, String content) {
        return new Text(name, content);
    }

    /** Values made by code, equivalent to a pipeline's file. */
    static ConfigurationSource of(String name, Map<String, ?> values) {
        return new Values(name, values);
    }

    /**
     * The text of a class path resource under a name; empty if there is no such resource.
     *
     * @throws IOException if the resource is there but cannot be read
     */
    static Optional<ConfigurationSource> resource(ClassLoader classLoader, String resource, String name)
            throws IOException {
        try (InputStream stream = classLoader.getResourceAsStream(resource)) {
            if (stream == null) {
                return Optional.empty();
            }
            return Optional.of(new Text(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }
}
