package io.moduli.cli;

import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.experiment.result.TrialStatus;
import io.moduli.core.experiment.trial.ExperimentFolder;
import io.moduli.core.experiment.trial.TrialPlugins;
import io.moduli.core.pipeline.Cancellation;
import io.moduli.core.pipeline.InterruptedRunException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one trial of an experiment, or continues it. */
@Command(name = "trial", customSynopsis = "moduli experiment trial DIR NUMBER [--anyway]", description = {
    "Runs one trial of an experiment whose folder is ready, or continues it from its last checkpoint.",
    "A trial that has ended stays as it is."}, footer = {
        "", "Examples:", //
        "  moduli experiment run my-experiment.conf --prepare", //
        "  moduli experiment trial experiments/my-experiment 17", //
        "  moduli experiment collect experiments/my-experiment"})
final class ExperimentTrialCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(index = "0", paramLabel = "DIR", description = "The experiment's folder.")
    private Path folder = Path.of("");

    @Parameters(index = "1", arity = "0..1", paramLabel = "NUMBER", description = "The trial's number, from 1.")
    private @Nullable Integer number;

    @Option(names = "--anyway", description = {
        "Continue although Moduli, Java, a library, a plugin or the processor differs from those of the run or the",
        "experiment, so that numbers may be rounded differently."})
    private boolean anyway;

    @Option(names = "--same-plugins", hidden = true, description = "With --anyway: insist on the plugins that the experiment was checked with.")
    private boolean samePlugins;

    @Option(names = "--attached", hidden = true, description = {
        "Stop when standard input ends, and say on standard output how far the trial is. Without NUMBER, run the",
        "trials whose numbers come on standard input, a line each, up to the first one that fails."})
    private boolean attached;

    ExperimentTrialCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, BadInputException {
        if (number == null && !attached) {
            throw new BadArgumentException("which trial? Its NUMBER, from 1, is missing");
        }
        ExperimentFolder experiment = ExperimentFolder.open(console.workingFolder().resolve(folder));
        return console.withBundles(bundles -> {
            if (!anyway || samePlugins) {
                TrialPlugins.require(experiment.path(), bundles.registry());
            }
            return run(new TrialCourse(console, experiment, bundles.registry(), anyway, attached));
        });
    }

    private int run(TrialCourse course) throws IOException, BadInputException {
        Cancellation cancellation = new Cancellation();
        TrialStatus last;
        try (Interruption _ = Interruption.listen(cancellation, console.err())) {
            Optional<AskedTrials> asked = attached
                    ? Optional.of(AskedTrials.listen(System.in, cancellation))
                    : Optional.empty();
            last = number == null
                    ? course.runAsked(asked.orElseThrow(), cancellation)
                    : course.run(number, cancellation);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedRunException();
        }
        return last == TrialStatus.FAILED ? ExitStatus.FAILED : ExitStatus.DONE;
    }
}
