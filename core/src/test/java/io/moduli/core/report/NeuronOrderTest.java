package io.moduli.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.geometry.ModuliSpace;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeuronOrderTest {

    @Test
    void pointsOnACircleComeInCircularOrderCutAtTheWidestGap() {
        // The arcs are those of neurons 4, 1, 5, 6, 2, 0, 3; the widest gap, of 1.6, leads from 7.0 over 8 to 0.6.
        assertThat(NeuronOrder.along(new Circle(), Circle.points(6.0, 1.5, 4.9, 7.0, 0.6, 2.5, 4.0)))
                .containsExactly(4, 1, 5, 6, 2, 0, 3);
    }

    @Test
    void aManifoldOfManyPointsIsFollowedNeighbourByNeighbour() {
        SplittableRandom random = new SplittableRandom(3);
        double[] arcs = random.doubles(200, 0, 8).toArray();
        int[] order = NeuronOrder.along(new Circle(), Circle.points(arcs));

        double length = 0;
        for (int k = 1; k < order.length; k++) {
            length += new Circle().distance(new double[] {arcs[order[k - 1]]}, new double[] {arcs[order[k]]});
        }
        assertThat(length).isLessThanOrEqualTo(8);
        assertThat(order).containsExactlyInAnyOrder(IntStream.range(0, 200).toArray());
    }

    @Test
    void legsThatCrossAreExchanged() {
        // From (0, 0), always to the nearest: a trip that comes back across the square. The shortest is its outline of 40.
        double[][] square = {{0, 0}, {10, 10}, {10, 0}, {0, 10}, {5, 0}, {5, 10}, {0, 5}, {10, 5}};
        int[] order = NeuronOrder.along(new Plane(), List.of(square));
        double length = 0;
        for (int k = 0; k < order.length; k++) {
            length += new Plane().distance(square[order[k]], square[order[(k + 1) % order.length]]);
        }
        assertThat(length).isEqualTo(40);
    }

    @Test
    void oneTwoAndThreeNeuronsHaveAnOrderToo() {
        assertThat(NeuronOrder.along(new Circle(), Circle.points(5))).containsExactly(0);
        assertThat(NeuronOrder.along(new Circle(), Circle.points(5, 1))).containsExactlyInAnyOrder(0, 1);
        assertThat(NeuronOrder.along(new Circle(), Circle.points(5, 1, 1))).containsExactlyInAnyOrder(0, 1, 2);
    }

    /** The plane, as far as distances go. */
    private record Plane() implements ModuliSpace {

        @Override
        public int coordinates() {
            return 2;
        }

        @Override
        public void sample(RandomGenerator random, double[] point) {}

        @Override
        public double distance(double[] a, double[] b) {
            return Math.hypot(a[0] - b[0], a[1] - b[1]);
        }

        @Override
        public void gradient(double[] a, double[] b, double[] out) {}

        @Override
        public void move(double[] point, double[] tangent) {}

        @Override
        public double diameter() {
            return Double.POSITIVE_INFINITY;
        }
    }
}
