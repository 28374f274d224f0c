package io.moduli.cli;

import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.config.problem.Problem;
import io.moduli.core.experiment.Design;
import io.moduli.core.experiment.Experiment;
import io.moduli.core.experiment.ExperimentLoader;
import io.moduli.core.experiment.ExperimentLoading;
import io.moduli.core.experiment.ExperimentRun;
import io.moduli.core.experiment.Plans;
import io.moduli.core.experiment.TrialCheck;
import io.moduli.core.experiment.TrialDesign;
import io.moduli.core.experiment.engine.TrialDemand;
import io.moduli.core.experiment.engine.TrialEngines;
import io.moduli.core.loading.PipelineLoader;
import io.moduli.core.plugin.PluginRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs an experiment, or continues one. */
@Command(name = "run", customSynopsis = "moduli experiment run FILE [--out DIR] [--dry-run [--quick] | --prepare] [--retry-failed]", description = {
    "Runs all trials of an experiment, in processes of their own, and keeps everything in one folder.",
    "If the folder exists already, continues it: trials that have ended stay as they are, interrupted ones continue from",
    "their last checkpoints, and values that were added to an axis are run."}, footer = {
        "", "Examples:", //
        "  moduli experiment run small/tables/a-priori --dry-run", //
        "  moduli experiment run my-experiment.conf --out experiments/first"})
final class ExperimentRunCommand implements Callable<Integer> {

    private static final double MILLISECOND = 1e-3;

    private final Console console;

    @Parameters(paramLabel = "FILE", description = "The experiment: a file, or the name of a built-in one; see \"moduli experiment list\".")
    private String file = "";

    @Option(names = "--out", paramLabel = "DIR", description = "The experiment's folder; experiments/NAME by default.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--dry-run", description = {
        "Check all trials and run none; say how many there are, and what time and disk",
        "they take, by a few seconds of the first one."})
    private boolean dryRun;

    @Option(names = "--quick", description = "With --dry-run: say nothing of time and disk.")
    private boolean quick;

    @Option(names = "--prepare", description = {
        "Make the folder and run no trial, for others to run them one by one",
        "by \"moduli experiment trial DIR NUMBER\", such as the array job of a cluster."})
    private boolean prepare;

    @Option(names = "--retry-failed", description = "Run trials that failed before once more, from their last checkpoints.")
    private boolean retryFailed;

    ExperimentRunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, BadInputException {
        return console.withBundles(bundles -> run(bundles.registry()));
    }

    private int run(PluginRegistry registry) throws IOException, BadInputException {
        double startSeconds = ManagementFactory.getRuntimeMXBean().getUptime() * MILLISECOND;
        registry.problems().forEach(problem -> console.warn(problem.render()));
        Experiment experiment = load(registry);
        List<TrialDesign> designs = Design.of(experiment);
        PipelineLoader loader = new PipelineLoader(registry, console.workingFolder());
        TrialCheck.Checked checked = new TrialCheck(experiment, loader).check(designs);
        checked.warnings().forEach(warning -> console.warn(warning.render()));
        List<Problem> problems = new ArrayList<>(checked.problems());
        TrialDemand demand = new TrialDemand(checked.bytes());
        if (problems.isEmpty()) {
            experiment.engine().check(demand).forEach(
                    what -> problems.add(experiment.effective().problem("engine", what)));
        }
        if (!problems.isEmpty()) {
            throw PipelineArguments.rejection(problems, file);
        }
        if (dryRun) {
            console.out().println("%s: %s, and no problems".formatted(
                    file, ExperimentProgress.counted(designs.size(), "trial")));
            if (!quick) {
                new ExperimentEstimate(console, loader, startSeconds).print(
                        checked.trials(), Math.min(designs.size(), experiment.engine().atOnce(demand)));
            }
            return ExitStatus.DONE;
        }
        Path folder = console.workingFolder().resolve(
                out.orElseGet(() -> Path.of("experiments").resolve(experiment.name())));
        try (ExperimentRun run = ExperimentRun.prepare(
                experiment, demand, Plans.of(experiment, designs, checked.trials()), registry, folder)) {
            return new ExperimentExecution(console).execute(run, prepare, retryFailed);
        }
    }

    private Experiment load(PluginRegistry registry) throws IOException {
        ExperimentLoader loader = new ExperimentLoader(
                registry, console.workingFolder(), BuiltIns.pipelines(console),
                TrialEngines.discover(Additions.classPath(console)));
        return switch (loader
                .load(NamedSource.find(console, file, "experiment", BuiltIns.experiments(console.classPath())))) {
            case ExperimentLoading.Accepted accepted -> accepted.experiment();
            case ExperimentLoading.Rejected rejected -> throw PipelineArguments.rejection(rejected.problems(), file);
        };
    }
}
