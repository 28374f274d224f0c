package io.moduli.cli;

import io.moduli.core.config.ConfigurationSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The pipelines that can be run by name alone. They are resources, listed in {@code io/moduli/pipelines/index} because a
 * class path cannot be searched; a distribution has the same files in its examples folder.
 */
final class BuiltInPipelines {

    private static final String FOLDER = "io/moduli/pipelines/";

    private final ClassLoader resources;

    BuiltInPipelines(ClassLoader resources) {
        this.resources = resources;
    }

    /** Their names, such as {@code addition} and {@code paper/addition}. */
    List<String> names() throws IOException {
        try (InputStream index = resources.getResourceAsStream(FOLDER + "index")) {
            if (index == null) {
                return List.of();
            }
            return new BufferedReader(new InputStreamReader(index, StandardCharsets.UTF_8)).lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }

    /** The pipeline of a name, if there is one. */
    Optional<ConfigurationSource> find(String name) throws IOException {
        return names().contains(name)
                ? ConfigurationSource.resource(resources, FOLDER + name + ".conf", name + ".conf")
                : Optional.empty();
    }
}
