package io.moduli.core.experiment.statistics;

import java.util.OptionalDouble;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.TTest;

/**
 * The difference between two conditions, estimated from pairs of trials with the same seed.
 *
 * <p>Trials with the same seed see the same batches in the same order and begin with the same draws, so that part of what makes
 * one seed better than another cancels in the difference; that is why trials are compared in pairs, by the paired t test. It
 * assumes that the pairs are independent of each other, as those of different seeds are, and that their <em>differences</em>, not
 * the values, are about normally distributed. With five or ten seeds this cannot be checked from the differences themselves. The
 * test keeps its level well unless they are strongly skewed; Wilcoxon's test, which assumes less, cannot go below p = 0.0625 with
 * five pairs, so that it would never find anything there.
 *
 * @param estimate the mean of the differences, condition minus baseline, with one value per pair
 * @param p the probability, two-sided, of a mean at least as far from zero if there were no difference; not corrected
 *     for the number of comparisons. Empty for a single pair, and if all differences are the same up to rounding: then
 *     there is no scatter to compare them with.
 */
public record PairedDifference(Estimate estimate, OptionalDouble p) {

    /** Below this share of the mean a standard error is rounding; R's t.test() draws the line there, too. */
    private static final double ROUNDING = 10 * Math.ulp(1.0);

    public PairedDifference {
        if (p.isPresent() && !(p.getAsDouble() >= 0 && p.getAsDouble() <= 1)) {
            throw new IllegalArgumentException("a probability of %s".formatted(p));
        }
    }

    /**
     * Tests differences.
     *
     * @param differences of at least one pair
     */
    public static PairedDifference of(double[] differences) {
        Estimate estimate = Estimate.of(differences);
        double error = estimate.standardDeviation().orElse(0) / Math.sqrt(differences.length);
        boolean constant = error <= ROUNDING * Math.abs(estimate.mean());
        return new PairedDifference(estimate, constant
                ? OptionalDouble.empty()
                : OptionalDouble.of(TTest.withDefaults().with(AlternativeHypothesis.TWO_SIDED).test(differences)
                        .getPValue()));
    }
}
