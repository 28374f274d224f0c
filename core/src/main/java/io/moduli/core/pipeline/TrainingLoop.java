package io.moduli.core.pipeline;

import io.moduli.api.task.Batch;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Metric;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Split;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.metric.TaskMetrics;
import io.moduli.core.network.Network;
import io.moduli.core.state.StateReader;
import io.moduli.core.state.StateWriter;
import io.moduli.core.training.LearningRate;
import io.moduli.core.training.StepResult;
import io.moduli.core.training.Trainer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** Trains for some epochs; the stage determines what follows each step. */
@Singleton
final class TrainingLoop {

    private final OpenTask task;
    private final Network network;
    private final Trainer trainer;
    private final Evaluator evaluator;
    private final PipelineListener listener;
    private final Cancellation cancellation;
    private final RunState runState;
    private final boolean threadToSpare;

    @Inject
    TrainingLoop(
            OpenTask task,
            Network network,
            Trainer trainer,
            Evaluator evaluator,
            PipelineListener listener,
            Cancellation cancellation,
            RunState runState,
            Team team) {
        this.task = task;
        this.network = network;
        this.trainer = trainer;
        this.evaluator = evaluator;
        this.listener = listener;
        this.cancellation = cancellation;
        this.runState = runState;
        this.threadToSpare = team.size() < Runtime.getRuntime().availableProcessors();
    }

    /** What a stage does besides the steps. */
    interface Surroundings {

        /**
         * A step's update is done; in this call, the only pass that the network may run is a repetition of the step's
         * own.
         *
         * @param step the step's number in the stage, from 1
         */
        default void stepDone(long step) {}

        /** Whether it is time to save the state of the run. */
        default boolean keepDue() {
            return false;
        }

        /**
         * Saves the state of the run.
         *
         * @param epochs the epochs of the stage that are done
         * @param steps the steps of the stage that are done
         * @param loop writes the state of the loop
         */
        default void keep(int epochs, long steps, Consumer<StateWriter> loop) {}

        /**
         * The network is the best of the stage so far.
         *
         * @param epoch the epoch after which it is the best
         */
        default void improved(int epoch) {}
    }

    /**
     * The result of a stage.
     *
     * @param steps how many it did
     * @param best its best epoch, if it looked for one
     */
    record Outcome(long steps, Optional<BestEpoch> best) {}

    /**
     * Trains.
     *
     * @param before the saved state of the loop, if the stage has already begun
     * @throws DivergedException if a loss, a gradient or, at the end, a parameter is not finite
     */
    Outcome run(TrainingStages.Course course, Optional<StateReader> before, Surroundings surroundings) {
        Turn turn = new Turn(course, surroundings);
        before.ifPresent(turn::restore);
        try (BatchFeed batches = new BatchFeed(
                task, course.firstBatch() + turn.step, course.steps() - turn.step, threadToSpare)) {
            turn.run(batches);
        }
        return new Outcome(turn.step, turn.best);
    }

    /** One stage's training. */
    private final class Turn {

        private final TrainingStages.Course course;
        private final Surroundings surroundings;
        private final LearningRate rate;
        private final Optional<BestEpoch> best;
        private EpochSums sums = new EpochSums();
        private String lastGood = "none";
        /** Whether the states that the network carries are those after the last training step. */
        private boolean stateIntact = true;
        private int epochsDone;
        private long step;

        Turn(TrainingStages.Course course, Surroundings surroundings) {
            this.course = course;
            this.surroundings = surroundings;
            this.rate = new LearningRate(course.schedule(), course.learningRate(), course.epochs());
            this.best = course.best().map(BestEpoch::new);
        }

        void run(BatchFeed batches) {
            while (epochsDone < course.epochs() && !isPatienceOver()) {
                int epoch = epochsDone + 1;
                steps(epoch, batches);
                end(epoch);
                sums = new EpochSums();
                epochsDone = epoch;
                keep();
            }
        }

        private boolean isPatienceOver() { return best.filter(BestEpoch::isPatienceOver).isPresent(); }

        private void steps(int epoch, BatchFeed batches) {
            long end = epoch * course.stepsPerEpoch();
            EpochSums.Stopwatch time = sums.time(batches);
            while (step < end) {
                if (cancellation.requested()) {
                    time.stop();
                    keep();
                }
                cancellation.check();
                Batch batch = batches.next();
                StepResult result = trainer.step(
                        batch, continues(), rate.at(epoch), step, epoch, course.learnGeometry());
                stateIntact = true;
                if (!result.finite()) {
                    throw diverged(course, epoch, step + 1, result, lastGood);
                }
                step++;
                sums.add(result);
                listener.stepDone(step, result.loss());
                surroundings.stepDone(step);
                if (step < end && surroundings.keepDue()) {
                    time.stop();
                    keep();
                }
            }
            time.stop();
        }

        /** Whether the sequences of the next batch continue where those of the last one ended. */
        private boolean continues() {
            return stateIntact && step > 0 && task.continues(Split.TRAIN, course.firstBatch() + step);
        }

        private void end(int epoch) {
            long begin = System.nanoTime();
            List<Metric> metrics = validation(rate);
            OptionalDouble validation = metrics.stream().filter(metric -> metric.name().equals(TaskMetrics.LOSS))
                    .mapToDouble(Metric::value).findFirst();
            Optional<Metric> evaluated = best.map(one -> one.terms().evaluated(metrics));
            boolean improved = best.isPresent()
                    && best.get().observe(epoch, evaluated.orElseThrow().value(), runState.share());
            stateIntact = stateIntact && metrics.isEmpty();
            EpochReport report = new EpochReport(
                    course.stage(),
                    epoch,
                    step,
                    sums.loss() / course.stepsPerEpoch(),
                    sums.penalty() / course.stepsPerEpoch(),
                    sums.norm() / course.stepsPerEpoch(),
                    rate.at(epoch),
                    Sparsity.of(network).overall(),
                    validation,
                    evaluated.filter(_ -> !best.orElseThrow().terms().byLoss()),
                    improved,
                    sums.seconds() + (System.nanoTime() - begin) * 1e-9,
                    sums.batchShare());
            validation.ifPresent(rate::observe);
            listener.epochDone(report);
            requireFinite(course, epoch == course.epochs() || isPatienceOver(), step);
            requireFinite(course, epoch, metrics);
            if (improved) {
                surroundings.improved(epoch);
            }
            lastGood = String.format(Locale.ROOT, "epoch %d, loss %.6g", epoch, report.loss());
        }

        /** An interrupted validation is repeated when the run is resumed. */
        private List<Metric> validation(LearningRate learningRate) {
            try {
                return validate(course, learningRate);
            } catch (InterruptedRunException interrupted) {
                stateIntact = false;
                keep();
                throw interrupted;
            }
        }

        /** There is nothing to save of a stage that has done nothing yet. */
        private void keep() {
            if (step > 0) {
                surroundings.keep(epochsDone, step, this::save);
            }
        }

        private void save(StateWriter state) {
            state.put("epochs", epochsDone).put("steps", step).put("last-good", lastGood)
                    .put("state-intact", stateIntact);
            rate.save(state.within("learning-rate"));
            sums.save(state.within("epoch"));
            best.ifPresent(one -> one.save(state.within("best")));
            if (goesOn()) {
                runState.saveCarried(state);
            }
        }

        private void restore(StateReader state) {
            epochsDone = state.count("epochs");
            step = state.number("steps");
            lastGood = state.text("last-good");
            stateIntact = state.flag("state-intact");
            rate.restore(state.within("learning-rate"));
            sums = EpochSums.of(state.within("epoch"));
            best.ifPresent(one -> one.restore(state.within("best")));
            if (goesOn()) {
                runState.restoreCarried(state);
            }
        }

        private boolean goesOn() {
            return task.shape().initialState() instanceof InitialState.Carried && continues();
        }
    }

    /**
     * No later step notices if the last update made a parameter non-finite, and for an earlier update perhaps none does
     * either.
     */
    private void requireFinite(TrainingStages.Course course, boolean last, long step) {
        if (last) {
            network.notFinite().ifPresent(parameter -> {
                throw DivergedException.inLastUpdate(course.name(), step, parameter.name());
            });
        }
    }

    private static void requireFinite(TrainingStages.Course course, int epoch, List<Metric> validation) {
        if (!validation.stream().allMatch(metric -> Double.isFinite(metric.value()))) {
            throw DivergedException.inEvaluation(
                    "the validation after epoch %d of %s".formatted(epoch, course.name()), validation);
        }
    }

    /**
     * Evaluates as many validation batches as requested; if none were requested but the learning rate or the best
     * network depends on them, all of them.
     *
     * @return the loss, with the metrics of the task if one of them is needed; empty if there is no validation
     */
    private List<Metric> validate(TrainingStages.Course course, LearningRate rate) {
        long available = task.batches(Split.VALIDATION);
        long batches = course.validationBatches() > 0
                ? Math.min(course.validationBatches(), available)
                : rate.needsValidation() || course.best().isPresent() ? available : 0;
        return evaluator.validate(batches, course.best().filter(terms -> !terms.byLoss()).isPresent());
    }

    private static DivergedException diverged(
            TrainingStages.Course course, int epoch, long step, StepResult result, String lastGood) {
        String what = String.format(
                Locale.ROOT,
                "loss %s, penalty %s, gradient norm %s%s",
                result.loss(),
                result.penalty(),
                result.gradientNorm(),
                result.pointsFinite() ? "" : ", learned points that have left the finite");
        return DivergedException.inStep(course.name(), epoch, step, what, lastGood);
    }
}
