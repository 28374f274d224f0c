package io.moduli.api.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.geometry.PlainSpace;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UnitOrderTest {

    @Test
    void pointsOnACircleComeInCircularOrder() {
        // In degrees, the left half of the circle comes first, from below to above, and the right half from above to below.
        double[][] circle = onCircle(300, 100, 20, 190, 80, 240, 160, 340);
        assertThat(UnitOrder.along(new PlainSpace(2), circle)).containsExactly(5, 3, 6, 1, 4, 2, 7, 0);
    }

    @Test
    void manyPointsOnACircleAreFollowedNeighbourByNeighbour() {
        double[] degrees = new SplittableRandom(3).doubles(257, 0, 360).toArray();
        double[][] circle = onCircle(degrees);
        int[] order = UnitOrder.along(new PlainSpace(2), circle);
        assertThat(order).containsExactlyInAnyOrder(IntStream.range(0, 257).toArray());

        int turns = 0;
        for (int k = 0; k + 2 < order.length; k++) {
            double here = direction(degrees[order[k]], degrees[order[k + 1]]);
            turns += here == direction(degrees[order[k + 1]], degrees[order[k + 2]]) ? 0 : 1;
        }
        assertThat(turns).isZero();
    }

    @Test
    void halvesAndQuartersOfTheRowAreRegions() {
        SplittableRandom random = new SplittableRandom(5);
        double[][] points = Stream.generate(() -> new double[] {random.nextDouble(), random.nextDouble(2)})
                .limit(64)
                .toArray(double[][]::new);
        int[] order = UnitOrder.along(new PlainSpace(2), points);

        double[][] ordered = Arrays.stream(order).mapToObj(unit -> points[unit]).toArray(double[][]::new);
        assertThat(apart(ordered, 0, 32, 64)).isTrue();
        assertThat(apart(ordered, 0, 16, 32)).isTrue();
        assertThat(apart(ordered, 32, 48, 64)).isTrue();
    }

    @Test
    void halvesMeetAtTheirNearestEnds() {
        // Two columns of three: up the one and down the other, not up both.
        double[][] columns = {{0, 0}, {0, 1}, {0, 2}, {9, 0}, {9, 1}, {9, 2.1}};
        int[] order = UnitOrder.along(new PlainSpace(2), columns);
        assertThat(order).isIn(new int[] {2, 1, 0, 3, 4, 5}, new int[] {5, 4, 3, 0, 1, 2});
    }

    @Test
    void oneUnitAndUnitsAtTheSamePointHaveAnOrderToo() {
        assertThat(UnitOrder.along(new PlainSpace(2), onCircle(5))).containsExactly(0);
        assertThat(UnitOrder.along(new PlainSpace(2), onCircle(5, 5, 5))).containsExactlyInAnyOrder(0, 1, 2);
    }

    /** Whether two stretches of a row do not overlap in one of the coordinates. */
    private static boolean apart(double[][] row, int begin, int middle, int end) {
        return IntStream.of(0, 1).anyMatch(coordinate -> {
            var one = Arrays.stream(row, begin, middle).mapToDouble(p -> p[coordinate]).summaryStatistics();
            var other = Arrays.stream(row, middle, end).mapToDouble(p -> p[coordinate]).summaryStatistics();
            return one.getMax() <= other.getMin() || other.getMax() <= one.getMin();
        });
    }

    /** 1 where the shorter arc goes up, -1 where it goes down. */
    private static double direction(double from, double to) {
        double arc = (to - from + 360) % 360;
        return arc < 180 ? 1 : -1;
    }

    private static double[][] onCircle(double... degrees) {
        return Arrays.stream(degrees)
                .map(Math::toRadians)
                .mapToObj(angle -> new double[] {Math.cos(angle), Math.sin(angle)})
                .toArray(double[][]::new);
    }
}
