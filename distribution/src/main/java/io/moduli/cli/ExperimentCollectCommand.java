package io.moduli.cli;

import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.experiment.trial.ExperimentFolder;
import io.moduli.core.experiment.trial.TrialTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Collects the results of trials that were run one by one. */
@Command(name = "collect", customSynopsis = "moduli experiment collect DIR", description = {
    "Puts together what the trials of an experiment came to, whoever ran them, writes the report, and says what failed."}, footer = {
        "", "Examples:", //
        "  moduli experiment collect experiments/a-priori"})
final class ExperimentCollectCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "DIR", description = "The experiment's folder.")
    private Path folder = Path.of("");

    ExperimentCollectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, BadInputException {
        ExperimentFolder experiment = ExperimentFolder.open(console.workingFolder().resolve(folder));
        return console.withBundles(bundles -> new ExperimentSummary(console).conclude(
                experiment.results(TrialTask.metrics(experiment, bundles.registry())), experiment.path(), folder));
    }
}
