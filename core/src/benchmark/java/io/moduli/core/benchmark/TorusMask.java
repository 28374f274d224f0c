package io.moduli.core.benchmark;

import io.moduli.api.geometry.DistanceScale;
import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.host.UnitPoints;
import io.moduli.api.weight.Mask;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * What pruning by geometry leaves, roughly: units lie at random on a flat torus, and of the weights that a unit has from the
 * nearest others, half as many again as are to be left, a third is gone.
 */
final class TorusMask {

    private static final double REACH = 1.5;

    private TorusMask() {}

    /**
     * Draws a mask.
     *
     * @param numberedAlong whether units are numbered along the torus, as training does it, or as they were drawn
     */
    static Mask draw(Workload workload, double sparsity, boolean numberedAlong, RandomGenerator random) {
        int units = workload.hidden();
        Torus torus = new Torus();
        List<double[]> drawn = Stream.generate(() -> torus.sample(random)).limit(units).toList();
        List<double[]> points = numberedAlong
                ? Arrays.stream(new UnitPoints(torus, DistanceScale.AS_IS, drawn.toArray(double[][]::new)).order())
                        .mapToObj(drawn::get)
                        .toList()
                : drawn;
        Mask.Builder mask = Mask.builder(workload.rows(), units);
        for (int row = 0; row < workload.rows(); row++) {
            double[] unit = points.get(row % units);
            double[] distances = points.stream().mapToDouble(point -> torus.distance(unit, point)).toArray();
            double[] sorted = distances.clone();
            Arrays.sort(sorted);
            double farthest = sorted[(int) (REACH * (1 - sparsity) * units)];
            for (int column = 0; column < units; column++) {
                if (distances[column] < farthest && random.nextDouble() < 1 / REACH) {
                    mask.keep(row, column);
                }
            }
        }
        return mask.build();
    }

    /** Two coordinates from 0 to 1 that wrap around, as far as masks need them. */
    private record Torus() implements ModuliSpace {

        double[] sample(RandomGenerator random) {
            double[] point = new double[coordinates()];
            sample(random, point);
            return point;
        }

        @Override
        public int coordinates() {
            return 2;
        }

        @Override
        public void sample(RandomGenerator random, double[] point) {
            point[0] = random.nextDouble();
            point[1] = random.nextDouble();
        }

        @Override
        public double distance(double[] a, double[] b) {
            return Math.hypot(wrapped(a[0] - b[0]), wrapped(a[1] - b[1]));
        }

        private static double wrapped(double difference) {
            return difference - Math.rint(difference);
        }

        @Override
        public void gradient(double[] a, double[] b, double[] out) {
            throw new UnsupportedOperationException("the points stay where they are");
        }

        @Override
        public void move(double[] point, double[] tangent) {
            throw new UnsupportedOperationException("the points stay where they are");
        }

        @Override
        public double diameter() {
            return Math.sqrt(0.5);
        }

        @Override
        public double[] embed(double[] point) {
            double first = 2 * Math.PI * point[0];
            double second = 2 * Math.PI * point[1];
            return new double[] {Math.cos(first), Math.sin(first), Math.cos(second), Math.sin(second)};
        }
    }
}
