package io.moduli.plugins.moduli.space;

import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.SettingException;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The product of some spaces. A point is the factors' coordinates, one after the other; the distance is the root of the
 * sum of the factors' squared distances, and everything else is done factor by factor.
 *
 * @param factors the spaces, one or more
 */
@Description("The product of several spaces: the root of the sum of their squared distances")
public record ProductSpace(@Description("The spaces that are multiplied, one or more") List<ModuliSpace> factors)
        implements ModuliSpace {

    public ProductSpace {
        factors = List.copyOf(factors);
        if (factors.isEmpty()) {
            throw new SettingException("factors",
                    "a product needs one space or more: [{ type = torus }, { type = sphere }]");
        }
    }

    @Override
    public int coordinates() {
        return factors.stream().mapToInt(ModuliSpace::coordinates).sum();
    }

    @Override
    public void sample(RandomGenerator random, double[] point) {
        int begin = 0;
        for (ModuliSpace factor : factors) {
            double[] part = new double[factor.coordinates()];
            factor.sample(random, part);
            System.arraycopy(part, 0, point, begin, part.length);
            begin += part.length;
        }
    }

    /** Uniform if all the factors are. */
    @Override
    public boolean uniform() {
        return factors.stream().allMatch(ModuliSpace::uniform);
    }

    @Override
    public double distance(double[] a, double[] b) {
        double squares = 0;
        int begin = 0;
        for (ModuliSpace factor : factors) {
            int end = begin + factor.coordinates();
            double distance = factor.distance(Arrays.copyOfRange(a, begin, end), Arrays.copyOfRange(b, begin, end));
            squares += distance * distance;
            begin = end;
        }
        return Math.sqrt(squares);
    }

    /** {@inheritDoc} By the chain rule, a factor's part of it is the factor's gradient times its share of the distance. */
    @Override
    public void gradient(double[] a, double[] b, double[] out) {
        double squares = 0;
        int begin = 0;
        for (ModuliSpace factor : factors) {
            int end = begin + factor.coordinates();
            double[] from = Arrays.copyOfRange(a, begin, end);
            double[] to = Arrays.copyOfRange(b, begin, end);
            double[] part = new double[end - begin];
            factor.gradient(from, to, part);
            double distance = factor.distance(from, to);
            for (int k = 0; k < part.length; k++) {
                out[begin + k] = distance * part[k];
            }
            squares += distance * distance;
            begin = end;
        }
        double distance = Math.sqrt(squares);
        for (int k = 0; k < begin; k++) {
            out[k] = distance > 0 ? out[k] / distance : 0;
        }
    }

    @Override
    public void move(double[] point, double[] tangent) {
        int begin = 0;
        for (ModuliSpace factor : factors) {
            int end = begin + factor.coordinates();
            double[] part = Arrays.copyOfRange(point, begin, end);
            factor.move(part, Arrays.copyOfRange(tangent, begin, end));
            System.arraycopy(part, 0, point, begin, part.length);
            begin = end;
        }
    }

    /** If one of the factors has one. */
    @Override
    public boolean hasBoundary() {
        return factors.stream().anyMatch(ModuliSpace::hasBoundary);
    }

    @Override
    public double diameter() {
        double squares = 0;
        for (ModuliSpace factor : factors) {
            squares += factor.diameter() * factor.diameter();
        }
        return Math.sqrt(squares);
    }

    /** The factors' embeddings, one after the other. */
    @Override
    public double[] embed(double[] point) {
        double[] embedded = new double[0];
        int begin = 0;
        for (ModuliSpace factor : factors) {
            int end = begin + factor.coordinates();
            double[] part = factor.embed(Arrays.copyOfRange(point, begin, end));
            int length = embedded.length;
            embedded = Arrays.copyOf(embedded, length + part.length);
            System.arraycopy(part, 0, embedded, length, part.length);
            begin = end;
        }
        return embedded;
    }
}
