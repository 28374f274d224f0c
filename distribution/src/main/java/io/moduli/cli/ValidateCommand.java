package io.moduli.cli;

import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.loading.LoadedPipeline;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints all problems of a pipeline. */
@Command(name = "validate", customSynopsis = "moduli validate FILE [-o path=value ...]", description = {
    "Checks a pipeline and trains nothing.", //
    "It reports all problems at once, each as file:line: key: what is wrong."}, footer = {
        "", "Examples:", //
        "  moduli validate my.conf", //
        "  moduli validate addition -o network.hidden=4096"})
final class ValidateCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final PipelineArguments pipeline = new PipelineArguments();

    ValidateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, BadInputException {
        return console.withBundles(bundles -> {
            LoadedPipeline loaded = pipeline.load(console, bundles.registry());
            console.out().println(
                    pipeline.file() + ": " + Tone.GOOD.paint("no problems", console.colours().out())
                            + loaded.memory().map("; training takes %s of memory"::formatted).orElse(""));
            return ExitStatus.DONE;
        });
    }
}
