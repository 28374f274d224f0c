package io.moduli.core.experiment;

import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import java.util.List;

/** Which of all trials that the axes allow are run. */
public sealed interface SearchSettings {

    /** Every combination. */
    @Description("Every combination of the axes' values")
    record Grid() implements SearchSettings {}

    /**
     * Combinations that are drawn at random: of an axis with values any of them alike, of one with a range any number in it.
     * Which combination the n-th is depends on the seed, n and the axis alone.
     */
    @Description("Combinations that are drawn at random, values alike and numbers of a range uniformly or by their logarithms")
    record Random(
            @Description("How many combinations are drawn") @Range(min = 1, max = 100_000) int trials,
            @Default("0") @Description("The seed of the draws") long seed,
            @Default("[]") @Description("Axes of which nothing is drawn: each combination is run with every one of their values, such as seeds") List<String> every)
            implements SearchSettings {}
}
