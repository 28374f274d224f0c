package io.moduli.api.testkit;

import io.moduli.api.geometry.ModuliSpace;
import java.util.random.RandomGenerator;

/** The flat torus of period 1 in two dimensions, on which the units of trial weights lie. */
class PlaneSpace implements ModuliSpace {

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
        return Math.hypot(difference(a[0] - b[0]), difference(a[1] - b[1]));
    }

    @Override
    public void gradient(double[] a, double[] b, double[] out) {
        double distance = distance(a, b);
        out[0] = distance > 0 ? difference(a[0] - b[0]) / distance : 0;
        out[1] = distance > 0 ? difference(a[1] - b[1]) / distance : 0;
    }

    @Override
    public void move(double[] point, double[] tangent) {
        for (int k = 0; k < 2; k++) {
            double moved = point[k] + tangent[k];
            point[k] = moved - Math.floor(moved);
        }
    }

    @Override
    public double diameter() {
        return Math.sqrt(0.5);
    }

    private static double difference(double straight) {
        return straight - Math.rint(straight);
    }
}
