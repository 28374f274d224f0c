package io.moduli.plugins.moduli.regularizer;

import io.moduli.api.geometry.DistanceScale;
import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.host.UnitPoints;
import io.moduli.api.math.ParallelLoop;
import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.regularizer.TrainingStep;
import io.moduli.api.testkit.SampleWeight;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.moduli.space.EuclideanSpace;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** A moduli regularizer on one weight, and the points of its units, which it may pull. */
record Placed(BoundRegularizer regularizer, UnitPoints points) {

    /** Units on a line. */
    static Placed onLine(Settings settings, WeightShape shape, DistanceScale scale, double... places) {
        double[][] table = IntStream.range(0, places.length)
                .mapToObj(unit -> new double[] {places[unit]})
                .toArray(double[][]::new);
        return of(settings, shape, new UnitPoints(new EuclideanSpace(1, 1), scale, table));
    }

    /** Units at random places of a space. */
    static Placed drawn(Settings settings, WeightShape shape, ModuliSpace space, DistanceScale scale, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] table = new double[shape.units()][space.coordinates()];
        for (double[] point : table) {
            space.sample(random, point);
        }
        return of(settings, shape, new UnitPoints(space, scale, table));
    }

    static Placed of(Settings settings, WeightShape shape, UnitPoints points) {
        return new Placed(
                new ModuliRegularizer(settings.build())
                        .bind(PlacedWeight.recurrent(shape, points), new SplittableRandom(1)),
                points);
    }

    /** The penalty of a weight whose structure is not known yet. */
    double penalty(SampleWeight weight) {
        regularizer.restructure(weight.whole());
        return regularizer.accumulate(weight.whole());
    }

    /** The penalty after points have moved. */
    double penaltyNow(SampleWeight weight) {
        regularizer.beginStep(new Step(false), weight.whole());
        return regularizer.accumulate(weight.whole());
    }

    /** A training step in which points are learned. */
    void learn(SampleWeight weight, double rate) {
        learn(weight, rate, 1, false);
    }

    /** The same in several blocks, or with all loops from the last index to the first. */
    void learn(SampleWeight weight, double rate, int blocks, boolean backwards) {
        Step step = new Step(backwards);
        points.beginStep(true);
        regularizer.beginStep(step, weight.whole());
        weight.blocks(blocks).forEach(regularizer::accumulate);
        regularizer.endStep(step);
        points.descend(rate, ParallelLoop.SERIAL);
    }

    /** All coordinates, unit after unit. */
    double[] coordinates() {
        return points.state().getFirst().values();
    }

    private record Step(boolean backwards) implements TrainingStep {

        @Override
        public long step() {
            return 0;
        }

        @Override
        public int epoch() {
            return 1;
        }

        @Override
        public void forEach(int count, IntConsumer body) {
            IntStream.range(0, count).map(index -> backwards ? count - 1 - index : index).forEach(body);
        }
    }
}
