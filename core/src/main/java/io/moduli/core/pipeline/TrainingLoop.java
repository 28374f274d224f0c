package io.moduli.core.pipeline;

import io.moduli.api.task.Batch;
import io.moduli.api.task.Metric;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Split;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.network.Network;
import io.moduli.core.training.LearningRate;
import io.moduli.core.training.LearningRateSchedule;
import io.moduli.core.training.StepResult;
import io.moduli.core.training.Trainer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Trains for some epochs; what comes after each step is said by the stage. */
@Singleton
final class TrainingLoop {

    private final OpenTask task;
    private final Network network;
    private final Trainer trainer;
    private final Evaluator evaluator;
    private final PipelineListener listener;
    private final Cancellation cancellation;
    private final boolean threadToSpare;

    @Inject
    TrainingLoop(
            OpenTask task,
            Network network,
            Trainer trainer,
            Evaluator evaluator,
            PipelineListener listener,
            Cancellation cancellation,
            Team team) {
        this.task = task;
        this.network = network;
        this.trainer = trainer;
        this.evaluator = evaluator;
        this.listener = listener;
        this.cancellation = cancellation;
        this.threadToSpare = team.size() < Runtime.getRuntime().availableProcessors();
    }

    /**
     * The course of a training stage.
     *
     * @param stage the stage's place in the pipeline, from 1
     * @param name what it is called
     * @param epochs epochs to train
     * @param stepsPerEpoch steps in each
     * @param learningRate the learning rate before any schedule
     * @param schedule how it goes on over the epochs
     * @param validationBatches validation batches after each
     * @param firstBatch the index of the first training batch
     * @param learnGeometry whether regularizers may learn, too
     */
    record Course(
            int stage,
            String name,
            int epochs,
            long stepsPerEpoch,
            double learningRate,
            LearningRateSchedule schedule,
            int validationBatches,
            long firstBatch,
            boolean learnGeometry) {

        long steps() {
            return epochs * stepsPerEpoch;
        }
    }

    /** What a stage does after each step. */
    @FunctionalInterface
    interface StepEnd {

        /**
         * Does it; of passes, the network may only repeat the step's own meanwhile.
         *
         * @param step the step's number in the stage, from 1
         */
        void reached(long step);
    }

    /**
     * Trains.
     *
     * @param afterStep called when a step's update is done
     * @throws DivergedException where a loss, a gradient or, in the end, a parameter is not finite
     */
    void run(Course course, StepEnd afterStep) {
        try (BatchFeed batches = new BatchFeed(task, course.firstBatch(), course.steps(), threadToSpare)) {
            run(course, batches, afterStep);
        }
    }

    private void run(Course course, BatchFeed batches, StepEnd afterStep) {
        LearningRate rate = new LearningRate(
                course.schedule(), course.learningRate(), course.epochs());
        String lastGood = "none";
        boolean stateIntact = true;
        long step = 0;
        for (int epoch = 1; epoch <= course.epochs(); epoch++) {
            long begin = System.nanoTime();
            double waitedBefore = batches.secondsWaited();
            double loss = 0;
            double penalty = 0;
            double norm = 0;
            for (long inEpoch = 0; inEpoch < course.stepsPerEpoch(); inEpoch++) {
                cancellation.check();
                Batch batch = batches.next();
                boolean continues = stateIntact && step > 0 && task.continues(Split.TRAIN, course.firstBatch() + step);
                stateIntact = true;
                StepResult result = trainer.step(
                        batch, continues, rate.at(epoch), step, epoch, course.learnGeometry());
                if (!result.finite()) {
                    throw diverged(course, epoch, step + 1, result, lastGood);
                }
                step++;
                loss += result.loss();
                penalty += result.penalty();
                norm += result.gradientNorm();
                listener.stepDone(step, result.loss());
                afterStep.reached(step);
            }
            double stepSeconds = (System.nanoTime() - begin) * 1e-9;
            OptionalDouble validation = validate(course, rate);
            stateIntact = validation.isEmpty();
            EpochReport report = new EpochReport(
                    course.stage(),
                    epoch,
                    step,
                    loss / course.stepsPerEpoch(),
                    penalty / course.stepsPerEpoch(),
                    norm / course.stepsPerEpoch(),
                    rate.at(epoch),
                    Sparsity.of(network).overall(),
                    validation,
                    (System.nanoTime() - begin) * 1e-9,
                    (batches.secondsWaited() - waitedBefore) / stepSeconds);
            validation.ifPresent(rate::observe);
            listener.epochDone(report);
            requireFinite(course, epoch, validation);
            lastGood = String.format(Locale.ROOT, "epoch %d, loss %.6g", epoch, report.loss());
        }
    }

    /** What the last update ruins is seen by no step any more, and what an earlier one ruins perhaps by none. */
    private void requireFinite(Course course, int epoch, OptionalDouble validation) {
        if (epoch == course.epochs()) {
            network.notFinite().ifPresent(parameter -> {
                throw DivergedException.inLastUpdate(course.name(), course.steps(), parameter.name());
            });
        }
        if (validation.isPresent() && !Double.isFinite(validation.getAsDouble())) {
            throw DivergedException.inEvaluation(
                    "the validation after epoch %d of %s".formatted(epoch, course.name()),
                    List.of(new Metric(Evaluator.LOSS, validation.getAsDouble())));
        }
    }

    /** Looks at validation data as often as asked for, and in full where the learning rate hangs on it. */
    private OptionalDouble validate(Course course, LearningRate rate) {
        long available = task.batches(Split.VALIDATION);
        long batches = course.validationBatches() > 0
                ? Math.min(course.validationBatches(), available)
                : rate.needsValidation() ? available : 0;
        return batches == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(evaluator.meanLoss(Split.VALIDATION, batches));
    }

    private static DivergedException diverged(
            Course course, int epoch, long step, StepResult result, String lastGood) {
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
