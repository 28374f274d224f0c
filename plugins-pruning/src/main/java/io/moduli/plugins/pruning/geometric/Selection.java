package io.moduli.plugins.pruning.geometric;

import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;

/** How connections are chosen by their cost. */
public sealed interface Selection {

    /**
     * The score by which a connection is ranked, the lowest first.
     *
     * @param cost the cost of the connection
     * @param noise uniform, above 0 and below 1, a different number for each connection
     */
    double score(double cost, double noise);

    /** Whether scores depend on the noise. */
    default boolean isDrawn() { return true; }

    /** Those of least cost. */
    @Description("The connections of lowest cost")
    record Lowest() implements Selection {

        @Override
        public boolean isDrawn() { return false; }

        @Override
        public double score(double cost, double noise) {
            return cost;
        }
    }

    /**
     * Drawn one after the other from the remaining ones, with probabilities proportional to exp(−c / τ). Ranking by c /
     * τ minus a number from a Gumbel distribution is equivalent (Kool, van Hoof and Welling, 2019).
     *
     * @param temperature τ, in units of the cost
     */
    @Description("Drawn one after the other, with probabilities proportional to exp(-cost / temperature)")
    record Drawn(
            @Description("The cost that makes a connection less likely by a factor of e, in units of the inhibitor") @Default("1") @Range(min = 0, aboveMin = true) double temperature)
            implements Selection {

        @Override
        public double score(double cost, double noise) {
            return cost / temperature + Math.log(-Math.log(noise));
        }
    }
}
