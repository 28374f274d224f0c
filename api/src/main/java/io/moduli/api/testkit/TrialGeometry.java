package io.moduli.api.testkit;

import io.moduli.api.geometry.DistanceScale;
import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.host.UnitPoints;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Geometries of layers to try components on, with distances that can be told by looking. */
public final class TrialGeometry {

    private TrialGeometry() {}

    /**
     * Units on a line.
     *
     * @param coordinates where each unit lies, one or more
     * @return a geometry in which the distance of two units is the difference of their coordinates
     */
    public static LayerGeometry onALine(double... coordinates) {
        double[][] points = Arrays.stream(coordinates).mapToObj(coordinate -> new double[] {coordinate})
                .toArray(double[][]::new);
        return new UnitPoints(new Line(), DistanceScale.AS_IS, points);
    }

    /** The real line. */
    private record Line() implements ModuliSpace {

        @Override
        public int coordinates() {
            return 1;
        }

        @Override
        public void sample(RandomGenerator random, double[] point) {
            point[0] = random.nextGaussian();
        }

        @Override
        public boolean uniform() {
            return false;
        }

        @Override
        public double distance(double[] a, double[] b) {
            return Math.abs(a[0] - b[0]);
        }

        @Override
        public void gradient(double[] a, double[] b, double[] out) {
            out[0] = Math.signum(a[0] - b[0]);
        }

        @Override
        public void move(double[] point, double[] tangent) {
            point[0] += tangent[0];
        }

        @Override
        public double diameter() {
            return Double.POSITIVE_INFINITY;
        }
    }
}
