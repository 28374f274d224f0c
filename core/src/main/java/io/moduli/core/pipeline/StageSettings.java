package io.moduli.core.pipeline;

import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;
import io.moduli.api.task.Split;
import io.moduli.core.training.LearningRateSchedule;
import java.util.Optional;

/** The stages to choose from. */
public sealed interface StageSettings {

    /** The name of the stage in tables and files. */
    Optional<String> name();

    /** Which networks of a training stage are stored. */
    enum Keep {
        /** The last one. */
        LAST,
        /** The last one and the best one. */
        BEST
    }

    /** The common settings of stages that train; {@link Train} describes each of them. */
    sealed interface Training permits Train, LotteryTicket {

        /** Epochs to train. */
        int epochs();

        /** Steps in an epoch; all of the task's training batches if not given. */
        Optional<Integer> stepsPerEpoch();

        /** The learning rate; the optimizer's if not given. */
        Optional<Double> learningRate();

        /** The learning-rate schedule; the pipeline's if not given. */
        Optional<LearningRateSchedule> learningRateSchedule();

        /** How many validation batches are evaluated after each epoch. */
        int validationBatches();

        /** Which networks are stored. */
        Keep keep();

        /** What decides which network is best: the loss, or a metric of the task. */
        String metric();

        /** Epochs in a row without a better network after which the stage ends. */
        Optional<Integer> patience();

        /** Whether the stage returns to its best network at the end. */
        boolean restoreBest();

        /** Whether the stage stores its best network. */
        default boolean keepsBest() {
            return keep() == Keep.BEST;
        }

        /** Whether the stage determines its best network, either to store it or to stop early. */
        default boolean looksForBest() {
            return keepsBest() || patience().isPresent();
        }
    }

    private static void requireBest(Keep keep, boolean restoreBest) {
        if (restoreBest && keep != Keep.BEST) {
            throw new SettingException("restore-best",
                    "needs keep = best: otherwise there is no best network to return to");
        }
    }

    /** What {@code type =} says. */
    default String kind() {
        return switch (this) {
            case Train _ -> "train";
            case Prune _ -> "prune";
            case Evaluate _ -> "evaluate";
            case LotteryTicket _ -> "lottery-ticket";
        };
    }

    /** Trains, and prunes after each epoch as the schedule says. */
    @Description("Trains the network and prunes it after each epoch, by the pruner's schedule")
    record Train(
            @Description("The name of the stage in tables and files") Optional<String> name,
            @Description("Epochs to train") @Range(min = 1) int epochs,
            @Description("Steps in an epoch; all of the task's training batches if not given") @Range(min = 1) Optional<Integer> stepsPerEpoch,
            @Description("A sparsity schedule for this stage alone, counted from its first epoch") Optional<SparsitySchedule> schedule,
            @Description("Learning rate of the stage; the optimizer's if not given") @Range(min = 0, aboveMin = true) Optional<Double> learningRate,
            @Description("The learning-rate schedule of the stage; the pipeline's if not given") Optional<LearningRateSchedule> learningRateSchedule,
            @Default("0") @Description("How many validation batches are evaluated after each epoch") @Range(min = 0) int validationBatches,
            @Default("last") @Description("Whether the best network of the stage is stored beside the last one: last, best") Keep keep,
            @Default("loss") @Description("What decides which network is best: loss, or a metric of the task, on the validation batches") String metric,
            @Description("Epochs in a row without a better network after which the stage ends") @Range(min = 1) Optional<Integer> patience,
            @Default("false") @Description("Whether the stage returns to its best network at the end") boolean restoreBest)
            implements StageSettings, Training {

        public Train {
            requireBest(keep, restoreBest);
        }
    }

    /** Prunes once. */
    @Description("Prunes once, to a sparsity")
    record Prune(
            @Description("The name of the stage in tables and files") Optional<String> name,
            @Description("Share of weights that is removed afterwards") @Range(min = 0, max = 1, belowMax = true) double sparsity)
            implements StageSettings {}

    /** Evaluates the network. */
    @Description("Evaluates the network on held-out data")
    record Evaluate(
            @Description("The name of the stage in tables and files") Optional<String> name,
            @Default("test") @Description("The data to evaluate on") Split split,
            @Description("How many batches to evaluate; all if not given") @Range(min = 1) Optional<Integer> batches)
            implements StageSettings {}

    /** Trains fresh weights under the present masks and on the present points, without further pruning. */
    @Description("Tests the sparse structure's stability: trains fresh weights under the same masks")
    record LotteryTicket(
            @Description("The name of the stage in tables and files") Optional<String> name,
            @Description("Epochs to train") @Range(min = 1) int epochs,
            @Description("Steps in an epoch; all of the task's training batches if not given") @Range(min = 1) Optional<Integer> stepsPerEpoch,
            @Default("false") @Description("Whether to begin with the first weights of the run instead of fresh ones") boolean rewind,
            @Description("Factor by which gradients change in one time step under the fresh weights, which are scaled to reach it; without it they are drawn like the first ones") @Range(min = 0, aboveMin = true) Optional<Double> gradientGain,
            @Description("Learning rate of the stage; the optimizer's if not given") @Range(min = 0, aboveMin = true) Optional<Double> learningRate,
            @Description("The learning-rate schedule of the stage; the pipeline's if not given") Optional<LearningRateSchedule> learningRateSchedule,
            @Default("0") @Description("How many validation batches are evaluated after each epoch") @Range(min = 0) int validationBatches,
            @Default("last") @Description("Whether the best network of the stage is stored beside the last one: last, best") Keep keep,
            @Default("loss") @Description("What decides which network is best: loss, or a metric of the task, on the validation batches") String metric,
            @Description("Epochs in a row without a better network after which the stage ends") @Range(min = 1) Optional<Integer> patience,
            @Default("false") @Description("Whether the stage returns to its best network at the end") boolean restoreBest)
            implements StageSettings, Training {

        public LotteryTicket {
            requireBest(keep, restoreBest);
            if (rewind && gradientGain.isPresent()) {
                throw new SettingException("gradient-gain",
                        "is for fresh weights, but rewind = true takes the first ones");
            }
        }
    }
}
