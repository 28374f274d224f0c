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

    /** What the stage is called in tables and files. */
    Optional<String> name();

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
    @Description("Trains the network and prunes after each epoch as the pruner's schedule says")
    record Train(
            @Description("What the stage is called in tables and files") Optional<String> name,
            @Description("Epochs to train") @Range(min = 1) int epochs,
            @Description("Steps in an epoch; all of the task's training batches if not given") @Range(min = 1) Optional<Integer> stepsPerEpoch,
            @Description("A course of sparsity of the stage's own, counted from its first epoch") Optional<SparsitySchedule> schedule,
            @Description("Learning rate of the stage; the optimizer's if not given") @Range(min = 0, aboveMin = true) Optional<Double> learningRate,
            @Description("How the learning rate goes on in the stage; the pipeline's schedule if not given") Optional<LearningRateSchedule> learningRateSchedule,
            @Default("0") @Description("Validation batches that are looked at after each epoch") @Range(min = 0) int validationBatches)
            implements StageSettings {}

    /** Prunes once. */
    @Description("Prunes once, to a sparsity")
    record Prune(
            @Description("What the stage is called in tables and files") Optional<String> name,
            @Description("Share of weights that is gone afterwards") @Range(min = 0, max = 1, belowMax = true) double sparsity)
            implements StageSettings {}

    /** Judges the network. */
    @Description("Judges the network on held-out data")
    record Evaluate(
            @Description("What the stage is called in tables and files") Optional<String> name,
            @Default("test") @Description("The data to judge on") Split split,
            @Description("Batches to judge on; all that there are if not given") @Range(min = 1) Optional<Integer> batches)
            implements StageSettings {}

    /** Trains fresh weights under the masks and on the points that there are, pruning nothing further. */
    @Description("Tests the sparse structure's stability: trains fresh weights under the same masks")
    record LotteryTicket(
            @Description("What the stage is called in tables and files") Optional<String> name,
            @Description("Epochs to train") @Range(min = 1) int epochs,
            @Description("Steps in an epoch; all of the task's training batches if not given") @Range(min = 1) Optional<Integer> stepsPerEpoch,
            @Default("false") @Description("Whether to begin with the first weights of the run instead of fresh ones") boolean rewind,
            @Description("Factor by which gradients shall change in one time step under the fresh weights, which are scaled to it; without it they are drawn like the first ones") @Range(min = 0, aboveMin = true) Optional<Double> gradientGain,
            @Description("Learning rate of the stage; the optimizer's if not given") @Range(min = 0, aboveMin = true) Optional<Double> learningRate,
            @Description("How the learning rate goes on in the stage; the pipeline's schedule if not given") Optional<LearningRateSchedule> learningRateSchedule,
            @Default("0") @Description("Validation batches that are looked at after each epoch") @Range(min = 0) int validationBatches)
            implements StageSettings {

        public LotteryTicket {
            if (rewind && gradientGain.isPresent()) {
                throw new SettingException("gradient-gain",
                        "is for fresh weights, but rewind = true takes the first ones");
            }
        }
    }
}
