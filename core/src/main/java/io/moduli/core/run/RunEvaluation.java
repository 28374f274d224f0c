package io.moduli.core.run;

import com.google.inject.Injector;
import com.google.inject.ProvisionException;
import io.moduli.api.task.Metric;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Split;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.StorageChoice;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.checkpoint.Checkpoints;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.loading.LoadedPipeline;
import io.moduli.core.model.ModelReader;
import io.moduli.core.network.Network;
import io.moduli.core.pipeline.Cancellation;
import io.moduli.core.pipeline.DivergedException;
import io.moduli.core.pipeline.Evaluator;
import io.moduli.core.pipeline.InterruptedRunException;
import io.moduli.core.pipeline.PipelineListener;
import io.moduli.core.pipeline.PipelineSettings;
import io.moduli.core.pipeline.Sparsity;
import io.moduli.core.pipeline.StageReport;
import io.moduli.core.pipeline.StageSettings;
import io.moduli.core.pipeline.StageStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Evaluates the networks that a run has stored, as its evaluate stages did.
 *
 * @param pipeline the run's own, which the networks were trained by, loaded with
 *     {@linkplain FittedFiles its task's fitted state}
 * @param directory the run's directory
 * @param split the data to evaluate on; by default those of the pipeline's last evaluate stage, or the test data
 * @param batches how many batches; by default as many as the last evaluate stage on the split, else all
 */
public record RunEvaluation(
        LoadedPipeline pipeline, Path directory, Optional<Split> split, Optional<Integer> batches) {

    private static final String KIND = "evaluate";

    /**
     * Evaluates the trained network and those of the lottery-ticket stages, as far as the run has them.
     *
     * @param listener is informed of what happens, by this thread
     * @param cancellation may stop it
     * @throws BadInputException if the directory contains no network, or one that is malformed or not the pipeline's
     * @throws DivergedException if a network resulted in a number that is not finite
     * @throws InterruptedRunException if it was asked to stop
     * @throws IOException if a file cannot be read
     */
    public List<NetworkEvaluation> execute(PipelineListener listener, Cancellation cancellation)
            throws IOException, BadInputException {
        int stages = pipeline.settings().stages().size();
        List<Path> files = Stream.of(
                Stream.of(RunDirectory.MODEL),
                IntStream.rangeClosed(1, stages).mapToObj(RunDirectory::lotteryTicket),
                IntStream.rangeClosed(1, stages).mapToObj(RunDirectory::best))
                .flatMap(names -> names)
                .map(directory::resolve)
                .filter(Files::isRegularFile)
                .toList();
        if (files.isEmpty()) {
            throw new BadInputException("%s holds no network: there is neither %s nor %s"
                    .formatted(directory, RunDirectory.MODEL, RunDirectory.LOTTERY_TICKET));
        }
        // The weights are those of the run, whatever weights it began with.
        PipelineSettings settings = pipeline.components(Optional.empty()).withDrawnWeights();
        List<NetworkEvaluation> evaluations = new ArrayList<>();
        try (OpenTask task = pipeline.open(settings);
                Team team = new Team(settings.engine().threadCount())) {
            for (Path file : files) {
                // Objects are created on demand, so those that only training needs are not.
                Injector injector = pipeline.registry()
                        .injector(pipeline.module(settings, task, team, listener, cancellation, Checkpoints.NONE));
                StageStart start = new StageStart(
                        evaluations.size() + 1, files.size(), String.valueOf(file.getFileName()), KIND,
                        batchCount(task), 0);
                listener.stageStarted(start);
                NetworkEvaluation evaluation = evaluate(file, start, injector);
                listener.stageDone(evaluation.report());
                evaluation.report().requireFinite();
                evaluations.add(evaluation);
            }
        } catch (ProvisionException failed) {
            throw PipelineRun.unwrapped(failed);
        }
        return evaluations;
    }

    private NetworkEvaluation evaluate(Path file, StageStart start, Injector injector)
            throws IOException, BadInputException {
        long begin = System.nanoTime();
        Network network = injector.getInstance(Network.class);
        ModelReader.read(file, network);
        Optional<Parameter> ruined = network.notFinite();
        if (ruined.isPresent()) {
            throw new BadInputException("%s: tensor %s has values that are not finite: training diverged".formatted(
                    file, ruined.get().name()));
        }
        List<Metric> metrics = injector.getInstance(Evaluator.class).evaluate(dataSplit(), start.steps());
        Map<String, StorageChoice> formats = new LinkedHashMap<>();
        network.weights().forEach(weight -> formats.put(weight.name(), weight.storageChoice()));
        StageReport report = new StageReport(
                start.number(), start.name(), KIND, (System.nanoTime() - begin) * 1e-9, 0, metrics);
        return new NetworkEvaluation(report, Sparsity.of(network), formats);
    }

    private Split dataSplit() {
        return split.or(() -> lastEvaluation().map(StageSettings.Evaluate::split)).orElse(Split.TEST);
    }

    private Optional<StageSettings.Evaluate> lastEvaluation() {
        return pipeline.settings().stages().reversed().stream()
                .filter(StageSettings.Evaluate.class::isInstance)
                .map(StageSettings.Evaluate.class::cast)
                .findFirst();
    }

    private long batchCount(OpenTask task) throws BadInputException {
        long available = task.batches(dataSplit());
        if (available < 1) {
            throw new BadInputException(
                    "the task has no batch of %s data".formatted(dataSplit().name().toLowerCase(Locale.ROOT)));
        }
        int wanted = batches
                .or(() -> lastEvaluation()
                        .filter(stage -> stage.split() == dataSplit())
                        .flatMap(StageSettings.Evaluate::batches))
                .orElse(Integer.MAX_VALUE);
        return Math.min(available, wanted);
    }
}
