package io.moduli.plugins.moduli.space;

import io.moduli.api.geometry.FundamentalDomain;
import io.moduli.api.geometry.FundamentalDomain.Gluing;
import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The flat torus [0, P)<sup>k</sup>: coordinates that repeat after the period P. The distance is the Euclidean norm of
 * the differences, each wrapped to [−P/2, P/2].
 *
 * @param dimension k, how many coordinates
 * @param period P, in units of length
 */
@Description("The flat torus: coordinates that wrap around, with Euclidean distance")
public record TorusSpace(
        @Description("How many coordinates") @Default("2") @Range(min = 1) int dimension,
        @Description("The length after which every coordinate repeats") @Default("10") @Range(min = 1e-100, max = 1e100) double period)
        implements ModuliSpace {

    public TorusSpace {
        if (dimension < 1) {
            throw new SettingException("dimension", "a torus has a dimension of 1 or more, not " + dimension);
        }
        if (!(period >= 1e-100 && period <= 1e100)) {
            throw new SettingException("period", "a torus has a period from 1e-100 to 1e100, not " + period);
        }
    }

    @Override
    public int coordinates() {
        return dimension;
    }

    @Override
    public void sample(RandomGenerator random, double[] point) {
        for (int k = 0; k < point.length; k++) {
            point[k] = random.nextDouble(period);
        }
    }

    @Override
    public double distance(double[] a, double[] b) {
        double squares = 0;
        for (int k = 0; k < a.length; k++) {
            double straight = Math.abs(a[k] - b[k]);
            double difference = Math.min(straight, period - straight);
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }

    @Override
    public void gradient(double[] a, double[] b, double[] out) {
        double squares = 0;
        for (int k = 0; k < a.length; k++) {
            double difference = Period.least(a[k] - b[k], period);
            squares += difference * difference;
            out[k] = difference;
        }
        double scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
        double half = period / 2;
        for (int k = 0; k < a.length; k++) {
            // At half a period, both ways around are equally long: moving in either direction brings the points closer.
            out[k] = Math.abs(out[k]) == half ? 0 : out[k] * scale;
        }
    }

    @Override
    public void move(double[] point, double[] tangent) {
        for (int k = 0; k < point.length; k++) {
            point[k] = Period.wrap(point[k] + tangent[k], period);
        }
    }

    @Override
    public double diameter() {
        return period / 2 * Math.sqrt(dimension);
    }

    /** The square, with opposite edges glued, in two dimensions. */
    @Override
    public Optional<FundamentalDomain> fundamentalDomain() {
        return dimension == 2
                ? Optional.of(new FundamentalDomain(period, period, Gluing.STRAIGHT, Gluing.STRAIGHT))
                : Optional.empty();
    }

    /** A circle of circumference P for each coordinate, (cos, sin) after (cos, sin): 2k numbers. */
    @Override
    public double[] embed(double[] point) {
        double radius = period / (2 * Math.PI);
        double[] embedded = new double[2 * point.length];
        for (int k = 0; k < point.length; k++) {
            double angle = point[k] / radius;
            embedded[2 * k] = radius * Math.cos(angle);
            embedded[2 * k + 1] = radius * Math.sin(angle);
        }
        return embedded;
    }
}
