package io.moduli.api.geometry;

import java.util.random.RandomGenerator;

/** Euclidean space; samples are from the unit cube. */
public record PlainSpace(int coordinates) implements ModuliSpace {

    @Override
    public void sample(RandomGenerator random, double[] point) {
        for (int k = 0; k < coordinates; k++) {
            point[k] = random.nextDouble();
        }
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
        double distance = distance(a, b);
        for (int k = 0; k < coordinates; k++) {
            out[k] = distance > 0 ? (a[k] - b[k]) / distance : 0;
        }
    }

    @Override
    public void move(double[] point, double[] tangent) {
        for (int k = 0; k < coordinates; k++) {
            point[k] += tangent[k];
        }
    }

    @Override
    public double diameter() {
        return Double.POSITIVE_INFINITY;
    }
}
