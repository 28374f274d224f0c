package io.moduli.cli;

import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.experiment.result.TrialStatus;
import io.moduli.core.experiment.trial.ExperimentFolder;
import io.moduli.core.experiment.trial.TrialPlugins;
import io.moduli.core.pipeline.Cancellation;
import io.moduli.core.plugin.PluginRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one trial of an experiment, or goes on with it. */
@Command(name = "trial", customSynopsis = "moduli experiment trial DIR NUMBER [--anyway]", description = {
    "Runs one trial of an experiment whose folder is ready, or goes on with it from its last checkpoint.",
    "A trial that has ended stays as it is."}, footer = {
        "", "Examples:", //
        "  moduli experiment run my-experiment.conf --prepare", //
        "  moduli experiment trial experiments/my-experiment 17", //
        "  moduli experiment collect experiments/my-experiment"})
final class ExperimentTrialCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(index = "0", paramLabel = "DIR", description = "The experiment's folder.")
    private Path folder = Path.of("");

    @Parameters(index = "1", paramLabel = "NUMBER", description = "The trial's number, from 1.")
    private int number;

    @Option(names = "--anyway", description = {
        "Go on with a run though Moduli, Java, a library, a plugin or the processor are others than",
        "the run's, so that numbers may be rounded otherwise."})
    private boolean anyway;

    @Option(names = "--same-plugins", hidden = true, description = "With --anyway: insist on the plugins that the experiment was checked with.")
    private boolean samePlugins;

    @Option(names = "--attached", hidden = true, description = "Stop when standard input ends, and say on standard output how far the trial is.")
    private boolean attached;

    ExperimentTrialCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, BadInputException {
        ExperimentFolder experiment = ExperimentFolder.open(console.workingFolder().resolve(folder));
        return console.withBundles(bundles -> {
            if (!anyway || samePlugins) {
                TrialPlugins.require(experiment.path(), bundles.registry());
            }
            return run(experiment, bundles.registry());
        });
    }

    private int run(ExperimentFolder experiment, PluginRegistry registry) throws IOException, BadInputException {
        Cancellation cancellation = new Cancellation();
        try (Interruption _ = Interruption.listen(cancellation, console.err())) {
            if (attached) {
                AskedTrials.listen(System.in, cancellation);
            }
            TrialCourse course = new TrialCourse(console, registry, anyway, attached);
            return course.run(experiment, number, cancellation) == TrialStatus.FAILED
                    ? ExitStatus.FAILED
                    : ExitStatus.DONE;
        }
    }
}
