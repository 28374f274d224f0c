package io.moduli.cli;

import io.moduli.core.config.text.ConfigurationSource;
import io.moduli.core.experiment.PipelineCatalogue;
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
 * The pipelines and the experiments that can be run by name alone. Pipelines are those in the examples folder of a
 * distribution, as chosen by its manifest. If there is no such folder, and for experiments, they are resources, listed
 * in a file {@code index} because a class path cannot be searched.
 */
final class BuiltIns implements PipelineCatalogue {

    private static final String CONF = ".conf";

    private final ClassLoader resources;
    private final String folder;
    private final Optional<Path> examples;

    private BuiltIns(ClassLoader resources, String folder, Optional<Path> examples) {
        this.resources = resources;
        this.folder = folder;
        this.examples = examples.filter(Files::isDirectory);
    }

    /** The pipelines available here. */
    static BuiltIns pipelines(Console console) {
        return pipelines(console.classPath(), console.home());
    }

    /** @param home the folder of the distribution, if there is one */
    static BuiltIns pipelines(ClassLoader resources, Optional<Path> home) {
        return new BuiltIns(resources, "io/moduli/pipelines/", home.map(folder -> folder.resolve("examples")));
    }

    /** The experiments. */
    static BuiltIns experiments(ClassLoader resources) {
        return new BuiltIns(resources, "io/moduli/experiments/", Optional.empty());
    }

    /** Their names, such as {@code addition} and {@code paper/addition}. */
    @Override
    public List<String> names() throws IOException {
        return examples.isPresent() ? files(examples.get()) : index();
    }

    /** The one with a given name, if there is one. */
    @Override
    public Optional<ConfigurationSource> find(String name) throws IOException {
        if (!names().contains(name)) {
            return Optional.empty();
        }
        return examples.isPresent()
                ? Optional.of(ConfigurationSource.file(examples.get().resolve(name + CONF)))
                : ConfigurationSource.resource(resources, folder + name + CONF, name + CONF);
    }

    private static List<String> files(Path folder) throws IOException {
        return FolderFiles.of(folder).files().keySet().stream().filter(file -> file.endsWith(CONF))
                .map(file -> file.substring(0, file.length() - CONF.length())).toList();
    }

    private List<String> index() throws IOException {
        try (InputStream index = resources.getResourceAsStream(folder + "index")) {
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
