package io.moduli.core.report;

import io.moduli.api.geometry.ModuliSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts neurons into a row in which those that follow each other are near on the space: a short round trip through all
 * points, cut open at its longest leg.
 *
 * <p>The trip goes from each point to the nearest that is left and is then shortened by 2-opt (G. A. Croes, "A method for
 * solving traveling-salesman problems", 1958) over each point's nearest neighbours, all by geodesic distance, so that it works
 * on any space and needs no picture of it. On a circle it is the circle. The same points give the same order.
 */
final class NeuronOrder {

    private static final int NEIGHBOURS = 10;
    private static final int MOST_SWEEPS = 50;
    /** A gain smaller than this part of the legs is rounding. */
    private static final double LEAST_GAIN = 1e-12;

    private final ModuliSpace space;
    private final double[][] points;
    private final int[] tour;
    private final int[] place;

    private NeuronOrder(ModuliSpace space, double[][] points) {
        this.space = space;
        this.points = points;
        this.tour = nearestNeighbourTour();
        this.place = new int[tour.length];
        for (int position = 0; position < tour.length; position++) {
            place[tour[position]] = position;
        }
    }

    /** The neurons' numbers in their order. */
    static int[] along(ModuliSpace space, List<double[]> points) {
        NeuronOrder order = new NeuronOrder(space, points.toArray(double[][]::new));
        order.shorten();
        return order.cutOpen();
    }

    private int[] nearestNeighbourTour() {
        int count = points.length;
        int[] found = new int[count];
        int[] left = IntStream.range(1, count).toArray();
        double[] distances = new double[left.length];
        for (int position = 1; position < count; position++) {
            int remaining = count - position;
            int[] candidates = Arrays.copyOf(left, remaining);
            space.distances(points, found[position - 1], candidates, distances);
            int nearest = 0;
            for (int k = 1; k < remaining; k++) {
                if (distances[k] < distances[nearest]) {
                    nearest = k;
                }
            }
            found[position] = left[nearest];
            left[nearest] = left[remaining - 1];
        }
        return found;
    }

    /** Exchanges pairs of legs as long as that makes the trip shorter. */
    private void shorten() {
        int[][] neighbours = neighbours();
        boolean shorter = tour.length > 3;
        for (int sweep = 0; sweep < MOST_SWEEPS && shorter; sweep++) {
            shorter = false;
            for (int neuron = 0; neuron < tour.length; neuron++) {
                shorter |= improve(neuron, neighbours[neuron]);
            }
        }
    }

    private boolean improve(int neuron, int[] neighbours) {
        for (int neighbour : neighbours) {
            int from = place[neuron];
            int to = place[neighbour];
            // Either the legs that leave the two are exchanged for neuron - neighbour, or those that come to them.
            if (exchange(from, to) || exchange(before(from), before(to))) {
                return true;
            }
        }
        return false;
    }

    /** Replaces the legs behind two places by those between the places and between their successors, if that is shorter. */
    private boolean exchange(int first, int second) {
        if (first == second) {
            return false;
        }
        int low = Math.min(first, second);
        int high = Math.max(first, second);
        int afterHigh = high + 1 == tour.length ? 0 : high + 1;
        double old = distance(low, low + 1) + distance(high, afterHigh);
        double fresh = distance(low, high) + distance(low + 1, afterHigh);
        if (!(fresh < old - LEAST_GAIN * old)) {
            return false;
        }
        for (int i = low + 1, j = high; i < j; i++, j--) {
            int swapped = tour[i];
            put(i, tour[j]);
            put(j, swapped);
        }
        return true;
    }

    private int[] cutOpen() {
        int count = tour.length;
        int longest = count - 1;
        for (int position = 0; position < count - 1; position++) {
            if (distance(position, position + 1) > distance(longest, (longest + 1) % count)) {
                longest = position;
            }
        }
        int begin = longest + 1;
        return IntStream.range(0, count).map(position -> tour[(begin + position) % count]).toArray();
    }

    private int[][] neighbours() {
        int count = points.length;
        int[] everyone = IntStream.range(0, count).toArray();
        double[] distances = new double[count];
        int[][] nearest = new int[count][];
        for (int neuron = 0; neuron < count; neuron++) {
            space.distances(points, neuron, everyone, distances);
            nearest[neuron] = nearest(neuron, distances);
        }
        return nearest;
    }

    /** The neurons of the smallest distances, nearest first, by insertion into a short list. */
    private static int[] nearest(int self, double[] distances) {
        List<Integer> best = new ArrayList<>(NEIGHBOURS + 1);
        for (int other = 0; other < distances.length; other++) {
            if (other == self
                    || best.size() == NEIGHBOURS && distances[other] >= distances[best.getLast()]) {
                continue;
            }
            int at = best.size();
            while (at > 0 && distances[best.get(at - 1)] > distances[other]) {
                at--;
            }
            best.add(at, other);
            if (best.size() > NEIGHBOURS) {
                best.removeLast();
            }
        }
        return best.stream().mapToInt(Integer::intValue).toArray();
    }

    private int before(int position) {
        return position == 0 ? tour.length - 1 : position - 1;
    }

    private double distance(int positionA, int positionB) {
        return space.distance(points[tour[positionA]], points[tour[positionB]]);
    }

    private void put(int position, int neuron) {
        tour[position] = neuron;
        place[neuron] = position;
    }
}
