package io.moduli.core.plugin.context;

import io.moduli.api.geometry.FundamentalDomain;
import io.moduli.api.geometry.ModuliSpace;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A bundle's space. */
record SpaceInContext(ModuliSpace space, PluginContext context) implements ModuliSpace {

    @Override
    public int coordinates() {
        ClassLoader before = context.enter();
        try {
            return space.coordinates();
        } finally {
            context.leave(before);
        }
    }

    @Override
    public void sample(RandomGenerator random, double[] point) {
        ClassLoader before = context.enter();
        try {
            space.sample(random, point);
        } finally {
            context.leave(before);
        }
    }

    @Override
    public boolean uniform() {
        return context.call(space::uniform);
    }

    @Override
    public double distance(double[] a, double[] b) {
        ClassLoader before = context.enter();
        try {
            return space.distance(a, b);
        } finally {
            context.leave(before);
        }
    }

    @Override
    public void gradient(double[] a, double[] b, double[] out) {
        ClassLoader before = context.enter();
        try {
            space.gradient(a, b, out);
        } finally {
            context.leave(before);
        }
    }

    @Override
    public boolean hasBoundary() {
        return context.call(space::hasBoundary);
    }

    @Override
    public void move(double[] point, double[] tangent) {
        ClassLoader before = context.enter();
        try {
            space.move(point, tangent);
        } finally {
            context.leave(before);
        }
    }

    @Override
    public double diameter() {
        return context.call(space::diameter);
    }

    @Override
    public double[] embed(double[] point) {
        ClassLoader before = context.enter();
        try {
            return space.embed(point);
        } finally {
            context.leave(before);
        }
    }

    @Override
    public Optional<FundamentalDomain> fundamentalDomain() {
        return context.call(space::fundamentalDomain);
    }

    @Override
    public void distances(double[][] points, int from, int[] columns, double[] out) {
        ClassLoader before = context.enter();
        try {
            space.distances(points, from, columns, out);
        } finally {
            context.leave(before);
        }
    }

    @Override
    public String toString() {
        return space.toString();
    }
}
