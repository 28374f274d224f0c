package io.moduli.core.experiment;

import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;
import java.util.List;
import java.util.Optional;

/** Which of all possible trials are run. */
public sealed interface SearchSettings {

    /** Every combination. */
    @Description("Every combination of the axes' values")
    record Grid() implements SearchSettings {}

    /**
     * Combinations drawn at random: for an axis with values each is equally likely, for one with a range any number in
     * it. The n-th combination depends only on the seed, n and the axis.
     */
    @Description("Combinations that are drawn at random, values alike and numbers of a range uniformly or by their logarithms")
    record Random(
            @Description("How many combinations are drawn") @Range(min = 1, max = 100_000) int trials,
            @Default("0") @Description("The seed of the draws") long seed,
            @Default("[]") @Description("Axes of which nothing is drawn: each combination is run with every one of their values, such as seeds") List<String> every)
            implements SearchSettings {}

    /**
     * Successive halving: all combinations, or as many as are drawn, are trained for a few epochs, the better half of them is
     * trained for more, and so on. Runs are lengthened, so nothing is trained twice.
     */
    @Description("Trains all combinations for a few epochs, the better half of them for more, and so on")
    record Halving(
            @Description("How many combinations are drawn; every combination of a grid if not given") @Range(min = 1, max = 100_000) Optional<Integer> trials,
            @Default("0") @Description("The seed of the draws") long seed,
            @Default("[]") @Description("Axes of which every value is run; combinations are compared by their means over these, such as seeds") List<String> every,
            @Description("Epochs of the last stage that trains where combinations are compared, and at the end") @Range(min = 1) List<Integer> epochs,
            @Description("The metric that they are compared by, one of the experiment's") String metric,
            @Default("0.5") @Description("Share of combinations that are trained for longer") @Range(min = 0, max = 1, aboveMin = true, belowMax = true) double keep)
            implements SearchSettings {

        public Halving {
            if (epochs.size() < 2) {
                throw new SettingException("epochs", "needs two numbers or more, such as [2, 4, 8]");
            }
            for (int rung = 1; rung < epochs.size(); rung++) {
                if (epochs.get(rung) <= epochs.get(rung - 1)) {
                    throw new SettingException("epochs", "must rise from number to number");
                }
            }
        }
    }

    /** How many combinations are drawn; empty if every one is run. */
    default Optional<Integer> draws() {
        return switch (this) {
            case Grid _ -> Optional.empty();
            case Random random -> Optional.of(random.trials());
            case Halving halving -> halving.trials();
        };
    }

    /** The seed of the draws. */
    default long drawSeed() {
        return switch (this) {
            case Grid _ -> 0;
            case Random random -> random.seed();
            case Halving halving -> halving.seed();
        };
    }

    /** Axes all of whose values are run with each combination. */
    default List<String> every() {
        return List.of();
    }
}
