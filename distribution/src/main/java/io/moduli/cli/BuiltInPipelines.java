package io.moduli.cli;

import io.moduli.core.config.text.ConfigurationSource;
import io.moduli.install.FolderFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The pipelines that can be run by name alone: those in the examples folder of a distribution, which its manifest chose.
 * Where there is no such folder, they are resources, listed in {@code io/moduli/pipelines/index} because a class path
 * cannot be searched.
 */
final class BuiltInPipelines {

    private static final String FOLDER = "io/moduli/pipelines/";
    private static final String CONF = ".conf";

    private final ClassLoader resources;
    private final Optional<Path> examples;

    /** @param home the folder of the distribution, if there is one */
    BuiltInPipelines(ClassLoader resources, Optional<Path> home) {
        this.resources = resources;
        this.examples = home.map(folder -> folder.resolve("examples")).filter(Files::isDirectory);
    }

    /** Their names, such as {@code addition} and {@code paper/addition}. */
    List<String> names() throws IOException {
        return examples.isPresent() ? files(examples.get()) : index();
    }

    /** The pipeline of a name, if there is one. */
    Optional<ConfigurationSource> find(String name) throws IOException {
        if (!names().contains(name)) {
            return Optional.empty();
        }
        return examples.isPresent()
                ? Optional.of(ConfigurationSource.file(examples.get().resolve(name + CONF)))
                : ConfigurationSource.resource(resources, FOLDER + name + CONF, name + CONF);
    }

    private static List<String> files(Path folder) throws IOException {
        return FolderFiles.of(folder).files().keySet().stream().filter(file -> file.endsWith(CONF))
                .map(file -> file.substring(0, file.length() - CONF.length())).toList();
    }

    private List<String> index() throws IOException {
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
}
