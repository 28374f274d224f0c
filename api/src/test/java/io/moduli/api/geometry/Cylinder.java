package io.moduli.api.geometry;

import io.moduli.api.geometry.FundamentalDomain.Gluing;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A surface with two edges, 10 around and 4 high. */
public record Cylinder() implements ModuliSpace {

    @Override
    public int coordinates() {
        return 2;
    }

    @Override
    public void sample(RandomGenerator random, double[] point) {
        point[0] = random.nextDouble(10);
        point[1] = random.nextDouble(4);
    }

    @Override
    public double distance(double[] a, double[] b) {
        double straight = Math.abs(a[0] - b[0]);
        return Math.hypot(Math.min(straight, 10 - straight), a[1] - b[1]);
    }

    @Override
    public void gradient(double[] a, double[] b, double[] out) {
        throw new UnsupportedOperationException("nothing is learned here");
    }

    @Override
    public void move(double[] point, double[] tangent) {
        throw new UnsupportedOperationException("nothing is learned here");
    }

    @Override
    public double diameter() {
        return Math.hypot(5, 4);
    }

    @Override
    public Optional<FundamentalDomain> fundamentalDomain() {
        return Optional.of(new FundamentalDomain(10, 4, Gluing.STRAIGHT, Gluing.NONE));
    }
}
