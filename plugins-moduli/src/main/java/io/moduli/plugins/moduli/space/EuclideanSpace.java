package io.moduli.plugins.moduli.space;

import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;
import java.util.random.RandomGenerator;

/**
 * Euclidean space R<sup>d</sup>. It has no uniform distribution: points are drawn from a normal one around the origin.
 *
 * @param dimension d, how many coordinates
 * @param scale the standard deviation of each coordinate of a drawn point, in units of length
 */
@Description("Euclidean space, points drawn from a normal distribution")
public record EuclideanSpace(
        @Description("How many coordinates") @Default("2") @Range(min = 1) int dimension,
        @Description("The standard deviation of each coordinate of a drawn point, in units of length") @Default("1") @Range(min = 1e-100, max = 1e100) double scale)
        implements ModuliSpace {

    public EuclideanSpace {
        if (dimension < 1) {
            throw new SettingException("dimension", "Euclidean space has a dimension of 1 or more, not " + dimension);
        }
        if (!(scale >= 1e-100 && scale <= 1e100)) {
            throw new SettingException("scale", "points are drawn with a scale from 1e-100 to 1e100, not " + scale);
        }
    }

    @Override
    public int coordinates() {
        return dimension;
    }

    @Override
    public void sample(RandomGenerator random, double[] point) {
        for (int k = 0; k < point.length; k++) {
            point[k] = scale * random.nextGaussian();
        }
    }

    @Override
    public boolean uniform() {
        return false;
    }

    @Override
    public double distance(double[] a, double[] b) {
        double squares = 0;
        for (int k = 0; k < a.length; k++) {
            double difference = a[k] - b[k];
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }

    @Override
    public void gradient(double[] a, double[] b, double[] out) {
        double distance = distance(a, b);
        for (int k = 0; k < a.length; k++) {
            out[k] = distance > 0 ? (a[k] - b[k]) / distance : 0;
        }
    }

    @Override
    public void move(double[] point, double[] tangent) {
        for (int k = 0; k < point.length; k++) {
            point[k] += tangent[k];
        }
    }

    @Override
    public double diameter() {
        return Double.POSITIVE_INFINITY;
    }
}
