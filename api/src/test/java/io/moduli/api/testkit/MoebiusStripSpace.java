package io.moduli.api.testkit;

import io.moduli.api.geometry.ModuliSpace;
import java.util.random.RandomGenerator;

/**
 * The flat Möbius strip of length 1: (x, y) with |y| ≤ width / 2 is the same point as (x + 1, -y). A move that would leave it
 * ends where the geodesic meets the edge.
 *
 * @param width at most 1
 */
record MoebiusStripSpace(double width) implements ModuliSpace {

    @Override
    public int coordinates() {
        return 2;
    }

    @Override
    public void sample(RandomGenerator random, double[] point) {
        point[0] = random.nextDouble();
        point[1] = width * (random.nextDouble() - 0.5);
    }

    @Override
    public double distance(double[] a, double[] b) {
        double[] way = way(a, b);
        return Math.hypot(way[0], way[1]);
    }

    /** From b, or its image, to a by the shorter way. */
    private static double[] way(double[] a, double[] b) {
        double x = a[0] - b[0];
        double[] plain = {x, a[1] - b[1]};
        double[] mirrored = {x - Math.copySign(1, x), a[1] + b[1]};
        return Math.hypot(plain[0], plain[1]) <= Math.hypot(mirrored[0], mirrored[1]) ? plain : mirrored;
    }

    @Override
    public void gradient(double[] a, double[] b, double[] out) {
        double[] way = way(a, b);
        double distance = Math.hypot(way[0], way[1]);
        out[0] = distance > 0 ? way[0] / distance : 0;
        out[1] = distance > 0 ? way[1] / distance : 0;
    }

    @Override
    public boolean hasBoundary() {
        return true;
    }

    @Override
    public void move(double[] point, double[] tangent) {
        double end = point[1] + tangent[1];
        double edge = Math.copySign(width / 2, tangent[1]);
        double share = Math.abs(end) <= width / 2 ? 1 : (edge - point[1]) / tangent[1];
        double x = point[0] + share * tangent[0];
        double y = share == 1 ? end : edge;
        double turns = Math.floor(x);
        point[0] = x - turns;
        point[1] = turns % 2 == 0 ? y : -y;
    }

    /** From one edge to the other: as far by way of the image as straight. */
    @Override
    public double diameter() {
        return (1 + width * width) / 2;
    }

    /** In space, with half a turn on the way around. */
    @Override
    public double[] embed(double[] point) {
        double angle = 2 * Math.PI * point[0];
        double from = 1 / (2 * Math.PI) + point[1] / 2 * Math.cos(angle / 2);
        return new double[] {from * Math.cos(angle), from * Math.sin(angle), point[1] / 2 * Math.sin(angle / 2)};
    }
}
