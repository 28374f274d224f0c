package io.moduli.core.pipeline;

import io.moduli.api.RandomStreams;
import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.pruning.TrainingProgress;
import io.moduli.api.task.Batch;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Split;
import io.moduli.core.initializer.WeightDraw;
import io.moduli.core.metric.MetricMeanings;
import io.moduli.core.network.Network;
import io.moduli.core.state.StateReader;
import io.moduli.core.state.StateWriter;
import io.moduli.core.training.LearningRateSchedule;
import io.moduli.core.training.Optimizer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Consumer;

/** The stages that train or prune, and what they pass on to each other: the progress of training, and its last batch. */
@Singleton
final class TrainingStages {

    private final PipelineSettings settings;
    private final OpenTask task;
    private final Network network;
    private final InitialWeights initialWeights;
    private final WeightDraw weightDraw;
    private final Optimizer optimizer;
    private final TrainingLoop loop;
    private final PruningControl pruning;
    private final RandomStreams streams;
    private final MetricMeanings meanings;
    private TrainingProgress progress;
    private long lastBatch;

    @Inject
    TrainingStages(
            PipelineSettings settings,
            OpenTask task,
            Network network,
            InitialWeights initialWeights,
            WeightDraw weightDraw,
            Optimizer optimizer,
            TrainingLoop loop,
            PruningControl pruning,
            RandomStreams streams,
            MetricMeanings meanings) {
        this.settings = settings;
        this.task = task;
        this.network = network;
        this.initialWeights = initialWeights;
        this.weightDraw = weightDraw;
        this.optimizer = optimizer;
        this.loop = loop;
        this.pruning = pruning;
        this.streams = streams;
        this.meanings = meanings;
        this.progress = ahead(0, 0);
    }

    /**
     * All the training that pruning accompanies.
     *
     * @param steps the steps that are done
     * @param epochs the epochs that are done
     */
    private TrainingProgress ahead(long steps, double epochs) {
        TrainingProgress all = TrainingAhead.of(settings, task);
        return new TrainingProgress(steps, all.allSteps(), epochs, all.allEpochs());
    }

    void save(StateWriter state) {
        state.put("steps", progress.steps()).put("epochs", progress.epochs()).put("last-batch", lastBatch);
    }

    void restore(StateReader state) {
        progress = ahead(state.number("steps"), state.real("epochs"));
        lastBatch = state.number("last-batch");
    }

    /**
     * The course of a training stage.
     *
     * @param stage the stage's place in the pipeline, from 1
     * @param name what it is called
     * @param epochs epochs to train
     * @param stepsPerEpoch steps in each
     * @param learningRate the learning rate before any schedule
     * @param schedule its schedule over the epochs
     * @param validationBatches validation batches after each
     * @param firstBatch the index of the first training batch
     * @param learnGeometry whether points may be learned, too
     * @param best what to do with its best network, if anything
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
            boolean learnGeometry,
            Optional<BestEpoch.Terms> best) {

        long steps() {
            return epochs * stepsPerEpoch;
        }
    }

    Course course(int number, String name, StageSettings.Training stage) {
        boolean goesOn = stage instanceof StageSettings.Train;
        return new Course(
                number,
                name,
                stage.epochs(),
                TrainingAhead.stepsPerEpoch(stage.stepsPerEpoch(), task),
                stage.learningRate().orElse(settings.optimizer().learningRate()),
                stage.learningRateSchedule().orElse(settings.learningRateSchedule()),
                stage.validationBatches(),
                goesOn ? progress.steps() : 0,
                goesOn,
                BestEpoch.Terms.of(stage, meanings));
    }

    /** Determines when and how a stage saves the state of the run. */
    interface Keeping {

        boolean due();

        void keep(int epochs, long steps, Consumer<StateWriter> loop);

        /** Saves the state of the run as the best of the stage so far, after an epoch. */
        void keepBest(int epoch, boolean forTheStage);

        /** Returns to the state saved as the best of the stage. */
        void restoreBest(int epoch);
    }

    /**
     * Trains and prunes. A stage without its own schedule continues the pruner's, whose epochs count over all training
     * stages.
     *
     * @param before the saved state of the loop, if the stage has already begun
     */
    TrainingLoop.Outcome train(StageSettings.Train stage, Course course, Optional<StateReader> before,
            Keeping keeping) {
        Optional<SparsitySchedule> schedule = stage.schedule().or(pruning::schedule);
        Optional<PruningCourse> along = schedule.map(chosen -> new PruningCourse(
                chosen, stage.schedule().isPresent() ? 0 : progress.epochs(), course.stepsPerEpoch(), progress));
        if (before.isEmpty()) {
            along.ifPresent(pruned -> pruning.begin(pruned, () -> batch(course.firstBatch())));
        }
        TrainingLoop.Outcome outcome = loop(course, before, keeping, along);
        progress = ahead(
                progress.steps() + outcome.steps(),
                progress.epochs() + (double) outcome.steps() / course.stepsPerEpoch());
        return outcome;
    }

    /** Trains fresh weights, or the first ones, under the present masks. */
    TrainingLoop.Outcome trainTicket(
            StageSettings.LotteryTicket stage, Course course, Optional<StateReader> before, Keeping keeping) {
        if (before.isEmpty()) {
            draw(stage, streams.within("lottery-ticket/" + course.stage()));
            optimizer.reset();
        }
        return loop(course, before, keeping, Optional.empty());
    }

    private void draw(StageSettings.LotteryTicket stage, RandomStreams fresh) {
        if (stage.rewind()) {
            initialWeights.rewind(network);
        } else if (stage.gradientGain().isPresent()) {
            weightDraw.drawSparse(network.parameters(), fresh);
            network.calibrate(batch(0), stage.gradientGain().get());
        } else {
            weightDraw.drawFresh(network.parameters(), fresh);
        }
    }

    private TrainingLoop.Outcome loop(
            Course course, Optional<StateReader> before, Keeping keeping, Optional<PruningCourse> along) {
        TrainingLoop.Outcome outcome = loop.run(course, before, new TrainingLoop.Surroundings() {

            @Override
            public void stepDone(long step) {
                along.ifPresent(pruned -> pruning.afterStep(pruned, step));
            }

            @Override
            public boolean keepDue() {
                return keeping.due();
            }

            @Override
            public void keep(int epochs, long step, Consumer<StateWriter> state) {
                keeping.keep(epochs, step, state);
            }

            @Override
            public void improved(int epoch) {
                BestEpoch.Terms terms = course.best().orElseThrow();
                if (terms.kept()) {
                    keeping.keepBest(epoch, terms.restored());
                }
            }
        });
        lastBatch = course.firstBatch() + outcome.steps() - 1;
        if (course.best().filter(BestEpoch.Terms::restored).isPresent()) {
            keeping.restoreBest(outcome.best().orElseThrow().epoch());
        }
        return outcome;
    }

    /** Prunes once. */
    void prune(StageSettings.Prune stage) {
        pruning.pruneTo(stage.sparsity(), progress, () -> batch(lastBatch));
    }

    private Batch batch(long index) {
        Batch batch = Batch.allocate(task.shape());
        task.fill(Split.TRAIN, index, batch);
        return batch;
    }
}
