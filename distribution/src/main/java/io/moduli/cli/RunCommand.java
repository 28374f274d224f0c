package io.moduli.cli;

import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.loading.LoadedPipeline;
import io.moduli.core.run.PipelineRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a pipeline. */
@Command(name = "run", customSynopsis = "moduli run FILE [-o path=value ...] [--out DIR]", description = {
    "Runs a pipeline and writes its results into a folder of its own.", //
    "Ctrl-C stops the run after its current step, with what it has so far; a second one stops it at once."}, footer = {
        "", "Examples:", //
        "  moduli run addition", //
        "  moduli run paper/addition -o seed=3 --out runs/seed-3", //
        "  moduli run my.conf -o network.hidden=256 -o regularizers.0.strength=1e-4", //
        "  moduli run my.conf -o network.cell.type=gru --out runs/gru", //
        "  moduli run my.conf -o 'regularizers+={ type = l1, strength = 1e-5 }'", //
        "", "How -o changes a setting:", //
        "  The value is HOCON: a number, a text, { type = gru }, [a, b] or null.", //
        "  Objects are merged. But where -o names another type than the file does, the", //
        "  new type starts from its defaults: nothing that the file sets for the old one", //
        "  is kept. More than one -o may change the same component, in any order.", //
        "  += appends to a list, and so does the index after its last element."})
final class RunCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final PipelineArguments arguments = new PipelineArguments();

    @Option(names = "--out", paramLabel = "DIR", description = {
        "The run's folder, which must be empty or absent;",
        "by default the first of runs/NAME, runs/NAME-2 ... that is not there yet."})
    private Optional<Path> out = Optional.empty();

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, BadInputException {
        return console.withBundles(bundles -> run(arguments.load(console, bundles.registry())));
    }

    private int run(LoadedPipeline pipeline) throws IOException, BadInputException {
        PipelineRun run = PipelineRun.prepare(pipeline, out.map(console.workingFolder()::resolve));
        return new RunExecution(console).execute(run);
    }
}
