package io.moduli.core.experiment.statistics;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * An estimate of a mean from some values.
 *
 * <p>The interval is Student's, {@code mean ± t(0.975, n - 1) · s / √n}: exact for values that are independent and normally
 * distributed, and close to it for others unless they are few and very skewed.
 *
 * @param n how many values, at least one
 * @param mean their mean
 * @param standardDeviation the standard deviation of the sample, with n - 1 as the divisor; empty for a single value
 * @param interval the confidence interval of the mean; empty for a single value, whose spread is unknown
 */
public record Estimate(int n, double mean, OptionalDouble standardDeviation, Optional<Interval> interval) {

    private static final double TAIL = (1 - Interval.PERCENT / 100.0) / 2;

    public Estimate {
        if (n < 1) {
            throw new IllegalArgumentException("an estimate from %d values".formatted(n));
        }
        if (standardDeviation.isPresent() != n > 1 || interval.isPresent() != n > 1) {
            throw new IllegalArgumentException(
                    "an estimate has a standard deviation and an interval from two values on");
        }
    }

    /**
     * Estimates a mean.
     *
     * @param values at least one, all of them finite
     */
    public static Estimate of(double[] values) {
        int n = values.length;
        double mean = Mean.of(values).getAsDouble();
        if (n < 2) {
            return new Estimate(n, mean, OptionalDouble.empty(), Optional.empty());
        }
        double deviation = StandardDeviation.of(values).getAsDouble();
        double half = TDistribution.of(n - 1.0).inverseSurvivalProbability(TAIL) * deviation / Math.sqrt(n);
        return new Estimate(
                n, mean, OptionalDouble.of(deviation), Optional.of(new Interval(mean - half, mean + half)));
    }
}
