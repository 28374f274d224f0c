package io.moduli.core.geometry;

import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;

/**
 * How points are learned: by gradient descent along the space, with a rate that decays from epoch to epoch, and a final
 * phase in which they stay fixed.
 *
 * @param rate the learning rate of the first epoch
 * @param decay what the rate is multiplied by from one epoch to the next
 * @param epochs the number of first epochs in which points move
 */
@Description("Points that move by gradient descent on the penalties")
public record Learning(
        @Description("The learning rate of the points in the first epoch") @Range(min = 0, aboveMin = true) double rate,
        @Description("The factor of the learning rate from one epoch to the next") @Default("0.99") @Range(min = 0, aboveMin = true, max = 1) double decay,
        @Description("For how many epochs the points move; afterwards they stay fixed") @Range(min = 1) int epochs) {

    /** Whether points move in an epoch, counted from 1. */
    boolean moves(int epoch) {
        return epoch <= epochs;
    }

    /** The rate in an epoch, counted from 1. */
    double rate(int epoch) {
        return rate * Math.pow(decay, epoch - 1);
    }
}
