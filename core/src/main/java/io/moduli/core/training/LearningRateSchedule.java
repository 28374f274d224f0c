package io.moduli.core.training;

import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;

/** The learning-rate schedule over the epochs of a stage. */
public sealed interface LearningRateSchedule {

    /** The rate stays. */
    @Description("The learning rate stays the same")
    record Constant() implements LearningRateSchedule {}

    /** The rate is multiplied by a factor after every given number of epochs. */
    @Description("The learning rate is multiplied by a factor every few epochs")
    record Step(
            @Description("Epochs between two changes") @Range(min = 1) int every,
            @Default("0.1") @Description("The factor of the rate") @Range(min = 0, aboveMin = true, max = 1) double factor)
            implements LearningRateSchedule {}

    /** The rate falls along half a cosine from its full value in the first epoch to its minimum after the last. */
    @Description("The learning rate falls along half a cosine over the stage")
    record Cosine(
            @Default("0") @Description("The rate at the end, as a share of the first") @Range(min = 0, max = 1) double least)
            implements LearningRateSchedule {}

    /** The rate is divided whenever the validation loss has not fallen for a while. */
    @Description("The learning rate is divided when the validation loss does not fall")
    record Plateau(
            @Default("4") @Description("The divisor of the rate") @Range(min = 1, aboveMin = true) double divisor,
            @Default("0") @Description("Epochs without a fall that are tolerated") @Range(min = 0) int patience)
            implements LearningRateSchedule {}
}
