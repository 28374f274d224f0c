package io.moduli.plugins.moduli.regularizer;

import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;

/**
 * How points are learned: by gradient descent along the space, with a rate that falls from epoch to epoch, and a closing
 * phase in which they stay where they are.
 *
 * @param rate the learning rate of the first epoch
 * @param decay what the rate is multiplied with from one epoch to the next
 * @param epochs the number of first epochs in which points move
 */
@Description("Points that move by gradient descent on the penalty")
public record Learning(
        @Description("The learning rate of the points in the first epoch") @Range(min = 0, aboveMin = true) double rate,
        @Description("What the learning rate is multiplied with from one epoch to the next") @Default("0.99") @Range(min = 0, aboveMin = true, max = 1) double decay,
        @Description("In how many first epochs the points move; afterwards they stay fixed") @Range(min = 1) int epochs) {

    public Learning {
        if (!(rate > 0)) {
            throw new SettingException("rate", "must be above 0, not " + rate);
        }
        if (!(decay > 0 && decay <= 1)) {
            throw new SettingException("decay", "must be above 0 and at most 1, not " + decay);
        }
    }

    /** Whether points move in an epoch, counted from 1. */
    boolean moves(int epoch) {
        return epoch <= epochs;
    }

    /** The rate in an epoch, counted from 1. */
    double rate(int epoch) {
        return rate * Math.pow(decay, epoch - 1);
    }
}
