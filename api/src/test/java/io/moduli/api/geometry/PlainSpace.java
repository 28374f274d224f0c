package io.moduli.api.geometry;

import java.util.random.RandomGenerator;

/** Euclidean space, as far as distances go. */
public record PlainSpace(int coordinates) implements ModuliSpace {

    @Override
    public void sample(RandomGenerator random, double[] point) {
        throw new UnsupportedOperationException("points are given");
    }

    @Override
    public double distance(double[] a, double[] b) {
        double squares = 0;
        for (int k = 0; k < coordinates; k++) {
            squares += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return Math.sqrt(squares);
    }

    @Override
    public void gradient(double[] a, double[] b, double[] out) {
        throw new UnsupportedOperationException("points stay where they are");
    }

    @Override
    public void move(double[] point, double[] tangent) {
        throw new UnsupportedOperationException("points stay where they are");
    }

    @Override
    public double diameter() {
        return Double.POSITIVE_INFINITY;
    }
}
