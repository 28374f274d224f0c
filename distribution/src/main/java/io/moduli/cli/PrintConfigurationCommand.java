package io.moduli.cli;

import io.moduli.core.config.text.EffectiveConfiguration;
import io.moduli.core.config.problem.BadInputException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the effective configuration of a pipeline. */
@Command(name = "print-config", customSynopsis = "moduli print-config FILE [-o path=value ...] [--plain]", description = {
    "Prints the effective pipeline: defaults filled in, overrides applied, and where each value came from.",
    "The output is itself a pipeline."}, footer = {
        "", "Examples:", //
        "  moduli print-config addition > my.conf", //
        "  moduli print-config my.conf -o seed=3 --plain"})
final class PrintConfigurationCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final PipelineArguments pipeline = new PipelineArguments();

    @Option(names = "--plain", description = "Leave out where the values came from.")
    private boolean plain;

    PrintConfigurationCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, BadInputException {
        return console.withBundles(bundles -> {
            EffectiveConfiguration effective = pipeline.load(console, bundles.registry()).effective();
            console.out().print(plain ? effective.renderPlain() : effective.render());
            return ExitStatus.DONE;
        });
    }
}
