package io.moduli.core.pipeline;

import io.moduli.api.RandomStreams;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.pruning.TrainingProgress;
import io.moduli.api.state.StateArray;
import io.moduli.api.task.Batch;
import io.moduli.api.task.Metric;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Split;
import io.moduli.core.geometry.LayerGeometries;
import io.moduli.core.initializer.WeightDraw;
import io.moduli.core.network.Network;
import io.moduli.core.training.Optimizer;
import io.moduli.core.training.Regularization;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The stages of a pipeline on one network. */
@Singleton
public final class Pipeline {

    private final PipelineSettings settings;
    private final OpenTask task;
    private final Network network;
    private final Regularization regularization;
    private final LayerGeometries geometries;
    private final WeightDraw weightDraw;
    private final InitialWeights initialWeights;
    private final Optimizer optimizer;
    private final TrainingLoop training;
    private final PruningControl pruning;
    private final Evaluator evaluator;
    private final RandomStreams streams;
    private final PipelineListener listener;
    private TrainingProgress progress;
    private long lastBatch;

    @Inject
    Pipeline(
            PipelineSettings settings,
            OpenTask task,
            Network network,
            Regularization regularization,
            LayerGeometries geometries,
            WeightDraw weightDraw,
            InitialWeights initialWeights,
            Optimizer optimizer,
            TrainingLoop training,
            PruningControl pruning,
            Evaluator evaluator,
            RandomStreams streams,
            PipelineListener listener) {
        this.settings = settings;
        this.task = task;
        this.network = network;
        this.regularization = regularization;
        this.geometries = geometries;
        this.weightDraw = weightDraw;
        this.initialWeights = initialWeights;
        this.optimizer = optimizer;
        this.training = training;
        this.pruning = pruning;
        this.evaluator = evaluator;
        this.streams = streams;
        this.listener = listener;
        this.progress = TrainingAhead.of(settings, task);
    }

    /** The network that the stages work on. */
    public Network network() {
        return network;
    }

    /** The regularizers as they are bound to the network's weights. */
    public Regularization regularization() {
        return regularization;
    }

    /** Where the units of the network's layers lie. */
    public LayerGeometries geometries() {
        return geometries;
    }

    /** What the pruner keeps; nothing without one. */
    public List<StateArray> prunerState() {
        return pruning.state();
    }

    /**
     * Runs all stages.
     *
     * @return what each came to
     * @throws DivergedException where training or an evaluation came to a number that is not finite
     * @throws InterruptedRunException where it was asked to stop
     */
    public List<StageReport> run() {
        List<StageReport> reports = new ArrayList<>();
        for (int index = 0; index < settings.stages().size(); index++) {
            StageReport report = run(index + 1, settings.stages().get(index));
            listener.stageDone(report);
            report.requireFinite();
            reports.add(report);
        }
        return reports;
    }

    private StageReport run(int number, StageSettings stage) {
        long begin = System.nanoTime();
        String name = stage.name().orElse(stage.kind());
        long steps = 0;
        List<Metric> metrics;
        switch (stage) {
            case StageSettings.Train train -> {
                TrainingLoop.Course course = new TrainingLoop.Course(
                        number,
                        name,
                        train.epochs(),
                        stepsPerEpoch(train.stepsPerEpoch()),
                        train.learningRate().orElse(settings.optimizer().learningRate()),
                        train.learningRateSchedule().orElse(settings.learningRateSchedule()),
                        train.validationBatches(),
                        progress.steps(),
                        true);
                started(course, stage);
                metrics = train(train, course);
                steps = course.steps();
            }
            case StageSettings.LotteryTicket ticket -> {
                TrainingLoop.Course course = new TrainingLoop.Course(
                        number,
                        name,
                        ticket.epochs(),
                        stepsPerEpoch(ticket.stepsPerEpoch()),
                        ticket.learningRate().orElse(settings.optimizer().learningRate()),
                        ticket.learningRateSchedule().orElse(settings.learningRateSchedule()),
                        ticket.validationBatches(),
                        0,
                        false);
                started(course, stage);
                metrics = trainTicket(ticket, course);
                steps = course.steps();
            }
            case StageSettings.Prune prune -> {
                listener.stageStarted(new StageStart(number, settings.stages().size(), name, stage.kind(), 0, 0));
                pruning.pruneTo(prune.sparsity(), progress, () -> batch(lastBatch));
                metrics = List.of(sparsity());
            }
            case StageSettings.Evaluate evaluate -> {
                long available = task.batches(evaluate.split());
                long batches = Math.min(available, evaluate.batches().orElse(Integer.MAX_VALUE));
                listener.stageStarted(
                        new StageStart(number, settings.stages().size(), name, stage.kind(), batches, 0));
                metrics = evaluator.evaluate(evaluate.split(), batches);
            }
        }
        return new StageReport(number, name, stage.kind(), (System.nanoTime() - begin) * 1e-9, steps, metrics);
    }

    /** A stage without a schedule of its own goes on along the pruner's, whose epochs count over all training stages. */
    private List<Metric> train(StageSettings.Train stage, TrainingLoop.Course course) {
        Optional<SparsitySchedule> schedule = stage.schedule().or(pruning::schedule);
        if (schedule.isEmpty()) {
            train(course, _ -> {});
        } else {
            PruningCourse along = new PruningCourse(
                    schedule.get(), stage.schedule().isPresent() ? 0 : progress.epochs(), course.stepsPerEpoch(),
                    progress);
            pruning.begin(along, () -> batch(course.firstBatch()));
            train(course, step -> pruning.afterStep(along, step));
        }
        progress = new TrainingProgress(
                progress.steps() + course.steps(), progress.allSteps(), progress.epochs() + course.epochs(),
                progress.allEpochs());
        return List.of(sparsity());
    }

    private void train(TrainingLoop.Course course, TrainingLoop.StepEnd afterStep) {
        training.run(course, afterStep);
        lastBatch = course.firstBatch() + course.steps() - 1;
    }

    private Batch batch(long index) {
        Batch batch = Batch.allocate(task.shape());
        task.fill(Split.TRAIN, index, batch);
        return batch;
    }

    private List<Metric> trainTicket(StageSettings.LotteryTicket stage, TrainingLoop.Course course) {
        RandomStreams fresh = streams.within("lottery-ticket/" + course.stage());
        if (stage.rewind()) {
            initialWeights.rewind(network);
        } else if (stage.gradientGain().isPresent()) {
            weightDraw.drawSparse(network.parameters(), fresh);
            network.calibrate(batch(0), stage.gradientGain().get());
        } else {
            weightDraw.drawFresh(network.parameters(), fresh);
        }
        optimizer.reset();
        train(course, _ -> {});
        return List.of(sparsity());
    }

    private void started(TrainingLoop.Course course, StageSettings stage) {
        listener.stageStarted(new StageStart(
                course.stage(), settings.stages().size(), course.name(), stage.kind(), course.steps(),
                course.epochs()));
    }

    private long stepsPerEpoch(Optional<Integer> wanted) {
        return wanted.map(Integer::longValue).orElseGet(() -> task.batches(Split.TRAIN));
    }

    private Metric sparsity() {
        return new Metric("sparsity", Sparsity.of(network).overall());
    }
}
