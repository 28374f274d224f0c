package io.moduli.api.testkit;

import io.moduli.api.geometry.ModuliSpace;
import java.util.random.RandomGenerator;

/**
 * A flat disc. A move that would leave it ends at the nearest point of its rim.
 *
 * @param radius of the rim
 */
record DiscSpace(double radius) implements ModuliSpace {

    @Override
    public int coordinates() {
        return 2;
    }

    @Override
    public void sample(RandomGenerator random, double[] point) {
        double from = radius * Math.sqrt(random.nextDouble());
        double angle = random.nextDouble(2 * Math.PI);
        point[0] = from * Math.cos(angle);
        point[1] = from * Math.sin(angle);
    }

    @Override
    public double distance(double[] a, double[] b) {
        return Math.hypot(a[0] - b[0], a[1] - b[1]);
    }

    @Override
    public void gradient(double[] a, double[] b, double[] out) {
        double distance = distance(a, b);
        out[0] = distance > 0 ? (a[0] - b[0]) / distance : 0;
        out[1] = distance > 0 ? (a[1] - b[1]) / distance : 0;
    }

    @Override
    public boolean hasBoundary() {
        return true;
    }

    @Override
    public void move(double[] point, double[] tangent) {
        double x = point[0] + tangent[0];
        double y = point[1] + tangent[1];
        double beyond = Math.max(1, Math.hypot(x, y) / radius);
        point[0] = x / beyond;
        point[1] = y / beyond;
    }

    @Override
    public double diameter() {
        return 2 * radius;
    }
}
