package io.moduli.api.host;

import io.moduli.api.geometry.ModuliSpace;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Puts units into a row that fills their space: each half of the row, each quarter and so on is a region of the space, and
 * units that follow each other are near.
 *
 * <p>The embedded points are halved across the coordinate in which they extend farthest, and each half again, down to single
 * points, as a k-d tree is built (J. L. Bentley, "Multidimensional binary search trees used for associative searching",
 * 1975). On the way back two halves are joined at the ends that are nearest by geodesic distance, which may turn one or both
 * of them around; so the order along a circle is the circle's. The same points give the same order.
 */
final class UnitOrder {

    private final ModuliSpace space;
    private final double[][] points;
    private final double[][] embedded;
    private final Integer[] row;

    private UnitOrder(ModuliSpace space, double[][] points) {
        this.space = space;
        this.points = points;
        this.embedded = Arrays.stream(points).map(space::embed).toArray(double[][]::new);
        this.row = IntStream.range(0, points.length).boxed().toArray(Integer[]::new);
    }

    /**
     * The units' numbers in their order.
     *
     * @param points a point for each unit, one or more
     */
    static int[] along(ModuliSpace space, double[][] points) {
        UnitOrder order = new UnitOrder(space, points);
        order.arrange(0, points.length);
        return Arrays.stream(order.row).mapToInt(Integer::intValue).toArray();
    }

    private void arrange(int begin, int end) {
        if (end - begin < 2) {
            return;
        }
        int coordinate = widest(begin, end);
        Arrays.sort(row, begin, end, Comparator.comparingDouble(unit -> embedded[unit][coordinate]));
        int middle = (begin + end) >>> 1;
        arrange(begin, middle);
        arrange(middle, end);
        join(begin, middle, end);
    }

    /** The coordinate in which some units' embedded points extend farthest. */
    private int widest(int begin, int end) {
        int widest = 0;
        double maximum = -1;
        for (int coordinate = 0; coordinate < embedded[row[begin]].length; coordinate++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int place = begin; place < end; place++) {
                double value = embedded[row[place]][coordinate];
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            if (high - low > maximum) {
                maximum = high - low;
                widest = coordinate;
            }
        }
        return widest;
    }

    /** Turns the two parts of the row so that the ends that meet are those nearest to each other. */
    private void join(int begin, int middle, int end) {
        double asTheyAre = distance(middle - 1, middle);
        double firstTurned = distance(begin, middle);
        double secondTurned = distance(middle - 1, end - 1);
        double bothTurned = distance(begin, end - 1);
        double least = Math.min(Math.min(asTheyAre, firstTurned), Math.min(secondTurned, bothTurned));
        if (least == asTheyAre) {
            return;
        }
        if (least == firstTurned || least == bothTurned) {
            turn(begin, middle);
        }
        if (least != firstTurned) {
            turn(middle, end);
        }
    }

    private void turn(int begin, int end) {
        for (int i = begin, j = end - 1; i < j; i++, j--) {
            Integer swapped = row[i];
            row[i] = row[j];
            row[j] = swapped;
        }
    }

    private double distance(int onePlace, int otherPlace) {
        return space.distance(points[row[onePlace]], points[row[otherPlace]]);
    }
}
