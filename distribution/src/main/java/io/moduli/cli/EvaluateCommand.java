package io.moduli.cli;

import io.moduli.api.task.FittedState;
import io.moduli.api.task.Split;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.config.problem.Nearest;
import io.moduli.core.config.text.ConfigurationSource;
import io.moduli.core.engine.storage.StorageFormat;
import io.moduli.core.loading.LoadedPipeline;
import io.moduli.core.metric.MetricMeanings;
import io.moduli.core.pipeline.Cancellation;
import io.moduli.core.run.FittedFiles;
import io.moduli.core.run.NetworkEvaluation;
import io.moduli.core.run.RunDirectory;
import io.moduli.core.run.RunEvaluation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Evaluates the networks of a run again. */
@Command(name = "evaluate", customSynopsis = "moduli evaluate RUN [--split NAME] [--batches N] [-o path=value ...]", description = {
    "Evaluates the networks that a run has stored. It trains nothing and changes no file.",
    "Without options it does what the last evaluate stage of the run's pipeline did."}, footer = {
        "", "Examples:", //
        "  moduli evaluate runs/addition", //
        "  moduli evaluate runs/addition --split validation --batches 20", //
        "  moduli evaluate runs/addition -o engine.format=dense"})
final class EvaluateCommand implements Callable<Integer> {

    /** Rejects overrides of the network's settings: some do not change the shapes of its parameters but their meaning. */
    private static final Pattern OF_THE_NETWORK = Pattern.compile("\\s*network\\s*[.=+]");

    private final Console console;

    @Mixin
    private final RunArgument run = new RunArgument();

    @Option(names = "--split", paramLabel = "NAME", description = {
        "The data to evaluate on: train, validation or test;",
        "by default those of the pipeline's last evaluate stage, or else test."})
    private Optional<String> split = Optional.empty();

    @Option(names = "--batches", paramLabel = "N", description = {
        "How many batches to evaluate; by default as many as the last evaluate stage on these data,", "or else all."})
    private Optional<Integer> batches = Optional.empty();

    @Option(names = {"-o", "--override"}, paramLabel = "path=value", description = {
        "Change a setting of the run's pipeline, such as -o engine.threads=1, but none of the network's.",
        "May be repeated."})
    private List<String> overrides = new ArrayList<>();

    EvaluateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, BadInputException {
        Path directory = run.directory(console);
        if (batches.isPresent() && batches.get() < 1) {
            throw new BadArgumentException("moduli: --batches %d: at least one is needed".formatted(batches.get()));
        }
        overrides.stream().filter(override -> OF_THE_NETWORK.matcher(override).lookingAt()).findFirst()
                .ifPresent(override -> {
                    throw new BadArgumentException(
                            "moduli: -o %s: the network of a run is evaluated as it was trained"
                                    .formatted(override));
                });
        Optional<Split> data = split.map(EvaluateCommand::split);
        return console.withBundles(bundles -> {
            FittedState fitted = FittedFiles.read(directory);
            LoadedPipeline pipeline = PipelineArguments.accepted(
                    console,
                    bundles.registry(),
                    loader -> loader.load(
                            ConfigurationSource.file(directory.resolve(RunDirectory.PIPELINE)), overrides, fitted),
                    run.name() + "/" + RunDirectory.PIPELINE);
            return evaluate(new RunEvaluation(pipeline, directory, data, batches));
        });
    }

    private int evaluate(RunEvaluation evaluation) throws IOException, BadInputException {
        Cancellation cancellation = new Cancellation();
        try (Progress progress = Progress.on(console);
                Interruption _ = Interruption.listen(cancellation, console.err())) {
            print(evaluation.execute(progress, cancellation), evaluation.pipeline().metrics());
        }
        return ExitStatus.DONE;
    }

    private void print(List<NetworkEvaluation> evaluations, MetricMeanings meanings) {
        console.out().println();
        TextTable networks = new TextTable(List.of("Network", ">Sparsity", ">Weights stored sparse", ">Seconds"));
        for (NetworkEvaluation evaluation : evaluations) {
            long sparse = evaluation.formats().values().stream()
                    .filter(choice -> choice.format() == StorageFormat.SPARSE)
                    .count();
            networks.add(
                    evaluation.report().name(),
                    Numbers.percent(evaluation.sparsity().overall()),
                    "%d of %d".formatted(sparse, evaluation.formats().size()),
                    Numbers.seconds(evaluation.report().seconds()));
        }
        networks.print(console);
        console.out().println();
        for (NetworkEvaluation evaluation : evaluations) {
            WrappedText.lines(evaluation.report().name() + ": " + RunTable.cell(evaluation.report().metrics()),
                    console.width(), "", "    ").forEach(console.out()::println);
            RunTable.warn(console, evaluation.report().name(), evaluation.report(), meanings);
        }
    }

    private static Split split(String name) {
        List<String> names = Arrays.stream(Split.values()).map(split -> split.name().toLowerCase(Locale.ROOT)).toList();
        int index = names.indexOf(name);
        if (index < 0) {
            throw new BadArgumentException("moduli: --split %s: there are no such data%s; there are %s"
                    .formatted(name, Nearest.hint(name, names), String.join(", ", names)));
        }
        return Split.values()[index];
    }
}
