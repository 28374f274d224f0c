package io.moduli.cli;

import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.text.ConfigurationSource;
import io.moduli.core.loading.LoadedPipeline;
import io.moduli.core.loading.PipelineLoader;
import io.moduli.core.loading.PipelineLoading;
import io.moduli.core.plugin.PluginRegistry;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments that give a command its pipeline. */
final class PipelineArguments {

    @Parameters(paramLabel = "FILE", description = "The pipeline: a file, or the name of a built-in one such as addition.")
    private String file = "";

    @Option(names = {"-o", "--override"}, paramLabel = "path=value", description = {
        "Change a setting, such as -o network.hidden=256;",
        "regularizers.0.strength=0.1 reaches into lists, which count from 0,",
        "and path+=value appends to one. See 'moduli help run' for more.",
        "May be repeated."})
    private List<String> overrides = new ArrayList<>();

    /**
     * Reads the pipeline and finds all its problems.
     *
     * @param registry the registry in which its components are looked up
     * @throws BadArgumentException if there is no such pipeline, or something is wrong with it
     * @throws IOException if a built-in one cannot be read
     */
    LoadedPipeline load(Console console, PluginRegistry registry) throws IOException {
        ConfigurationSource source = source(console);
        return accepted(console, registry, loader -> loader.load(source, overrides), file);
    }

    /**
     * Reads a pipeline and finds all its problems.
     *
     * @param registry the registry in which its components are looked up
     * @param load reads it
     * @param name its name in messages @throws BadArgumentException if something is wrong with it
     */
    static LoadedPipeline accepted(
            Console console, PluginRegistry registry, Function<PipelineLoader, PipelineLoading> load, String name) {
        registry.problems().forEach(problem -> console.warn(problem.render()));
        return switch (load.apply(new PipelineLoader(registry, console.workingFolder()))) {
            case PipelineLoading.Accepted accepted -> {
                accepted.warnings().forEach(warning -> console.warn(warning.render()));
                yield accepted.pipeline();
            }
            case PipelineLoading.Rejected rejected -> throw rejection(rejected.problems(), name);
        };
    }

    /** The pipeline's file or name, as it was given. */
    String file() {
        return file;
    }

    private ConfigurationSource source(Console console) throws IOException {
        Optional<String> other = path(console).flatMap(given -> RunFolders.insteadOfPipeline(given, file));
        if (other.isPresent()) {
            throw new BadArgumentException("moduli: " + other.get());
        }
        return NamedSource.find(console, file, "pipeline", BuiltIns.pipelines(console));
    }

    private Optional<Path> path(Console console) {
        try {
            return Optional.of(console.workingFolder().resolve(file));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Prints all problems of a pipeline or an experiment. */
    static BadArgumentException rejection(List<Problem> problems, String name) {
        List<String> lines = new ArrayList<>(problems.stream().map(Problem::render).toList());
        lines.add(
                "moduli: %d %s in %s".formatted(problems.size(), problems.size() == 1 ? "problem" : "problems", name));
        BadArgumentException rejection = new BadArgumentException(lines);
        problems.forEach(problem -> problem.cause().ifPresent(rejection::addSuppressed));
        return rejection;
    }
}
