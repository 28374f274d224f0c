package io.moduli.cli;

import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.experiment.report.ExperimentReport;
import io.moduli.core.experiment.result.ExperimentResults;
import io.moduli.core.experiment.trial.ExperimentFolder;
import io.moduli.core.experiment.trial.TrialTask;
import io.moduli.core.metric.MetricMeanings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the report of an experiment. */
@Command(name = "report", customSynopsis = "moduli experiment report DIR [--metric STAGE.METRIC]...", description = {
    "Writes what the trials of an experiment came to so far: results.csv with a row for each trial and metric, results.json",
    "with the statistics, tables as text, Markdown and LaTeX, and report.html; and prints the tables."}, footer = {
        "", "Examples:", //
        "  moduli experiment report experiments/a-priori", //
        "  moduli experiment report experiments/a-priori --metric train.sparsity"})
final class ExperimentReportCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "DIR", description = "The experiment's folder.")
    private Path folder = Path.of("");

    @Option(names = "--metric", paramLabel = "STAGE.METRIC", description = {
        "A metric to report in the place of those that the experiment's file names; may be given several times.",
        "Any metric that the trials have recorded."})
    private List<String> metrics = new ArrayList<>();

    ExperimentReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, BadInputException {
        ExperimentFolder experiment = ExperimentFolder.open(console.workingFolder().resolve(folder));
        return console.withBundles(bundles -> {
            MetricMeanings meanings = TrialTask.metrics(experiment, bundles.registry());
            ExperimentResults results = metrics.isEmpty()
                    ? experiment.results(meanings)
                    : experiment.results(metrics, meanings);
            new ExperimentSummary(console).report(results, experiment.path());
            console.out().println("The report is " + folder.resolve(ExperimentReport.PAGE));
            return ExitStatus.DONE;
        });
    }
}
