package io.moduli.core.pipeline;

import io.moduli.api.state.StateArray;
import io.moduli.api.task.Metric;
import io.moduli.api.task.OpenTask;
import io.moduli.core.checkpoint.Checkpoints;
import io.moduli.core.checkpoint.RunPosition;
import io.moduli.core.geometry.LayerGeometries;
import io.moduli.core.network.Network;
import io.moduli.core.state.StateReader;
import io.moduli.core.state.StateWriter;
import io.moduli.core.training.Regularization;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The stages of a pipeline on one network. The state of the run is saved after each epoch, periodically within long
 * epochs, and after each pruning; an evaluation changes nothing, so an interrupted one is simply repeated.
 */
@Singleton
public final class Pipeline {

    private static final String STAGE = "stage";
    private static final String LOOP = "loop";
    private static final String PROGRESS = "progress";

    private final PipelineSettings settings;
    private final OpenTask task;
    private final Network network;
    private final Regularization regularization;
    private final LayerGeometries geometries;
    private final TrainingStages training;
    private final PruningControl pruning;
    private final Evaluator evaluator;
    private final RunState runState;
    private final Checkpoints checkpoints;
    private final PipelineListener listener;

    @Inject
    Pipeline(
            PipelineSettings settings,
            OpenTask task,
            Network network,
            Regularization regularization,
            LayerGeometries geometries,
            TrainingStages training,
            PruningControl pruning,
            Evaluator evaluator,
            RunState runState,
            Checkpoints checkpoints,
            PipelineListener listener) {
        this.settings = settings;
        this.task = task;
        this.network = network;
        this.regularization = regularization;
        this.geometries = geometries;
        this.training = training;
        this.pruning = pruning;
        this.evaluator = evaluator;
        this.runState = runState;
        this.checkpoints = checkpoints;
        this.listener = listener;
    }

    /** The network that the stages work on. */
    public Network network() {
        return network;
    }

    /** The regularizers, bound to the network's weights. */
    public Regularization regularization() {
        return regularization;
    }

    /** The positions of the units of the network's layers. */
    public LayerGeometries geometries() {
        return geometries;
    }

    /** The state of the pruner; empty without one. */
    public List<StateArray> prunerState() {
        return pruning.state();
    }

    /**
     * Runs all stages, or the remaining ones if the run was resumed.
     *
     * @return the result of each stage that was run
     * @throws DivergedException if training or an evaluation resulted in a number that is not finite
     * @throws InterruptedRunException if it was asked to stop
     */
    public List<StageReport> run() {
        Optional<StateReader> before = checkpoints.last();
        RunPosition position = before.map(RunPosition::of).orElse(RunPosition.before(1));
        before.ifPresent(this::restore);
        List<StageReport> reports = new ArrayList<>();
        for (int number = position.stage(); number <= settings.stages().size(); number++) {
            boolean begun = position.begun() && number == position.stage();
            StageReport report = run(number, begun ? before.map(state -> state.within(STAGE)) : Optional.empty());
            listener.stageDone(report);
            report.requireFinite();
            reports.add(report);
            if (settings.stages().get(number - 1) instanceof StageSettings.Prune) {
                keep(RunPosition.before(number + 1), _ -> {});
            }
        }
        return reports;
    }

    private void restore(StateReader state) {
        runState.restore(state);
        training.restore(state.within(PROGRESS));
    }

    private StageReport run(int number, Optional<StateReader> before) {
        StageSettings stage = settings.stages().get(number - 1);
        Stopwatch time = new Stopwatch(before.map(state -> state.real("seconds")).orElse(0.0));
        StageStart start = start(number);
        long stepsDone = before.map(state -> state.within(LOOP).number("steps")).orElse(0L);
        listener.stageStarted(start.after(stepsDone));
        Optional<StateReader> loop = before.map(state -> state.within(LOOP));
        TrainingStages.Keeping keeping = new StageKeeping(number, time);
        Optional<TrainingLoop.Outcome> outcome = Optional.empty();
        List<Metric> metrics;
        switch (stage) {
            case StageSettings.Train train -> {
                outcome = Optional.of(
                        training.train(train, training.course(number, start.name(), train), loop, keeping));
                metrics = trained(outcome.get());
            }
            case StageSettings.LotteryTicket ticket -> {
                outcome = Optional.of(
                        training.trainTicket(ticket, training.course(number, start.name(), ticket), loop, keeping));
                metrics = trained(outcome.get());
            }
            case StageSettings.Prune prune -> {
                training.prune(prune);
                metrics = List.of(sparsity());
            }
            case StageSettings.Evaluate evaluate -> metrics = evaluator.evaluate(evaluate.split(), start.steps());
        }
        return new StageReport(number, start.name(), stage.kind(), time.seconds(),
                outcome.map(TrainingLoop.Outcome::steps).orElse(0L),
                metrics);
    }

    /**
     * The start of a stage.
     *
     * @param number its place in the pipeline, from 1
     */
    public StageStart start(int number) {
        StageSettings stage = settings.stages().get(number - 1);
        String name = stage.name().orElse(stage.kind());
        long steps = 0;
        int epochs = 0;
        if (stage instanceof StageSettings.Training trained) {
            TrainingStages.Course course = training.course(number, name, trained);
            steps = course.steps();
            epochs = course.epochs();
        } else if (stage instanceof StageSettings.Evaluate evaluate) {
            steps = Math.min(task.batches(evaluate.split()), evaluate.batches().orElse(Integer.MAX_VALUE));
        }
        return new StageStart(number, settings.stages().size(), name, stage.kind(), steps, epochs);
    }

    private void keep(RunPosition position, Consumer<StateWriter> stage) {
        StateWriter state = new StateWriter();
        position.save(state);
        runState.save(state);
        training.save(state.within(PROGRESS));
        stage.accept(state.within(STAGE));
        checkpoints.write(position, state);
    }

    /** The sparsity, and the best epoch if the stage looked for one. */
    private List<Metric> trained(TrainingLoop.Outcome outcome) {
        List<Metric> metrics = new ArrayList<>(List.of(sparsity()));
        outcome.best().ifPresent(best -> {
            metrics.add(new Metric("best-epoch", best.epoch()));
            metrics.add(new Metric("best-" + best.terms().metric(), best.value()));
        });
        return metrics;
    }

    private Metric sparsity() {
        return new Metric(Sparsity.METRIC, Sparsity.of(network).overall());
    }

    /** The time that a stage has taken, before and after the run was resumed. */
    private record Stopwatch(double before, long begin) {

        Stopwatch(double before) {
            this(before, System.nanoTime());
        }

        double seconds() {
            return before + (System.nanoTime() - begin) * 1e-9;
        }
    }

    /** Saves the run in the middle of a stage. */
    private final class StageKeeping implements TrainingStages.Keeping {

        private final int number;
        private final Stopwatch time;

        StageKeeping(int number, Stopwatch time) {
            this.number = number;
            this.time = time;
        }

        @Override
        public boolean due() {
            return checkpoints.due();
        }

        @Override
        public void keepBest(int epoch, boolean forTheStage) {
            listener.improved(number);
            if (forTheStage) {
                StateWriter state = new StateWriter();
                runState.save(state);
                checkpoints.writeBest(number, epoch, state);
            }
        }

        @Override
        public void restoreBest(int epoch) {
            runState.restoreNetwork(checkpoints.best(number, epoch));
        }

        @Override
        public void keep(int epochs, long steps, Consumer<StateWriter> loop) {
            Pipeline.this.keep(new RunPosition(number, true, epochs, steps), state -> {
                state.put("seconds", time.seconds());
                loop.accept(state.within(LOOP));
            });
        }
    }
}
