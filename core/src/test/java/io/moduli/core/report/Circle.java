package io.moduli.core.report;

import io.moduli.api.geometry.DistanceScale;
import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.host.UnitPoints;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A circle of circumference 8, a point being the length of its arc. */
record Circle() implements ModuliSpace {

    private static final double LENGTH = 8;

    /** Units at some places. */
    static UnitPoints units(double... arcs) {
        double[][] points = Arrays.stream(arcs).mapToObj(arc -> new double[] {arc}).toArray(double[][]::new);
        return new UnitPoints(new Circle(), DistanceScale.AS_IS, points);
    }

    @Override
    public int coordinates() {
        return 1;
    }

    @Override
    public void sample(RandomGenerator random, double[] point) {
        point[0] = LENGTH * random.nextDouble();
    }

    @Override
    public double distance(double[] a, double[] b) {
        double arc = Math.abs(a[0] - b[0]) % LENGTH;
        return Math.min(arc, LENGTH - arc);
    }

    @Override
    public void gradient(double[] a, double[] b, double[] out) {
        out[0] = 0;
    }

    @Override
    public void move(double[] point, double[] tangent) {}

    @Override
    public double diameter() {
        return LENGTH / 2;
    }

    @Override
    public double[] embed(double[] point) {
        double angle = 2 * Math.PI * point[0] / LENGTH;
        return new double[] {Math.cos(angle), Math.sin(angle)};
    }
}
