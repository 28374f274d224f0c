package io.moduli.core.structure;

import java.util.Arrays;

/**
 * How close to each other the units of a graph are, and how often their neighbours are neighbours of each other (Watts
 * and Strogatz, "Collective dynamics of small-world networks", 1998). In large graphs only some units are used, evenly
 * spread over their numbers, as many as take about a second.
 *
 * @param clustering the mean over units of the share of pairs of a unit's neighbours that are connected; 0 for units with fewer
 *     than two
 * @param pathLength the mean number of connections on the shortest path between two units, over all pairs that are
 *     connected; NaN if there is none
 * @param largest the number of units in the largest connected part that was found
 * @param sources the number of units from which paths were followed
 * @param centres the number of units whose neighbours were examined
 */
public record SmallWorld(double clustering, double pathLength, int largest, int sources, int centres) {

    /** This many units give a mean to within one or two per cent. */
    private static final int UNITS = 1024;

    private static final int FEWEST = 32;
    /** The maximum number of connections that are followed. */
    private static final double PATH_WORK = 2e8;

    private static final double CLUSTERING_WORK = 1e8;

    /** Measures a graph. */
    public static SmallWorld of(UnitGraph graph) {
        ShortestPaths paths = new ShortestPaths(graph);
        long length = 0;
        long reached = 0;
        int largest = graph.units() == 0 ? 0 : 1;
        int sources = looked(graph.units(), PATH_WORK / (1 + 2.0 * graph.edges() + graph.units()));
        for (int source = 0; source < sources; source++) {
            paths.from(chosen(source, sources, graph.units()));
            length += paths.length();
            reached += paths.reached();
            largest = Math.max(largest, paths.reached() + 1);
        }
        double meanDegree = 2.0 * graph.edges() / Math.max(1, graph.units());
        int centres = looked(graph.units(), CLUSTERING_WORK / (1 + meanDegree * meanDegree));
        return new SmallWorld(
                clustering(graph, centres), reached == 0 ? Double.NaN : (double) length / reached, largest, sources,
                centres);
    }

    /**
     * How much more of a small world this is than a random graph: {@code (C / C_random) / (L / L_random)} (Humphries
     * and Gurney, "Network small-world-ness", 2008).
     *
     * @param random a random graph of as many units and connections
     * @return about 1 for a random graph, above 1 for a small world; not finite if one of the numbers is 0 or not
     *     finite
     */
    public double smallWorldness(SmallWorld random) {
        return clustering / random.clustering / (pathLength / random.pathLength);
    }

    private static int chosen(int number, int count, int units) {
        return (int) ((long) number * units / count);
    }

    private static int looked(int units, double affordable) {
        return Math.min(units, Math.clamp((long) affordable, FEWEST, UNITS));
    }

    private static double clustering(UnitGraph graph, int looked) {
        int units = graph.units();
        boolean[] marked = new boolean[units];
        double sum = 0;
        for (int number = 0; number < looked; number++) {
            sum += clustering(graph, chosen(number, looked, units), marked);
        }
        return looked == 0 ? 0 : sum / looked;
    }

    private static double clustering(UnitGraph graph, int unit, boolean[] marked) {
        int degree = graph.degree(unit);
        if (degree < 2) {
            return 0;
        }
        mark(graph, unit, marked, true);
        long twice = 0;
        for (int index = graph.begin()[unit]; index < graph.begin()[unit + 1]; index++) {
            int neighbour = graph.neighbours()[index];
            for (int second = graph.begin()[neighbour]; second < graph.begin()[neighbour + 1]; second++) {
                twice += marked[graph.neighbours()[second]] ? 1 : 0;
            }
        }
        mark(graph, unit, marked, false);
        return (double) twice / ((long) degree * (degree - 1));
    }

    private static void mark(UnitGraph graph, int unit, boolean[] marked, boolean value) {
        for (int index = graph.begin()[unit]; index < graph.begin()[unit + 1]; index++) {
            marked[graph.neighbours()[index]] = value;
        }
    }

    /**
     * Breadth-first search, which searches from the unreached units if many are reached at once (Beamer, Asanović and
     * Patterson, "Direction-optimizing breadth-first search", 2012).
     */
    private static final class ShortestPaths {

        /** The share of units reached in one step from which the search starts from the unreached ones. */
        private static final int MANY = 16;

        private static final int NOT_REACHED = -1;

        private final UnitGraph graph;
        private final int[] distance;
        private int[] frontier;
        private int[] next;
        private long length;
        private int reached;

        ShortestPaths(UnitGraph graph) {
            this.graph = graph;
            this.distance = new int[graph.units()];
            this.frontier = new int[graph.units()];
            this.next = new int[graph.units()];
        }

        void from(int source) {
            Arrays.fill(distance, NOT_REACHED);
            distance[source] = 0;
            frontier[0] = source;
            length = 0;
            reached = 0;
            int size = 1;
            for (int steps = 1; size > 0; steps++) {
                size = size > graph.units() / MANY ? fromOutside(steps) : fromFrontier(size, steps);
                length += (long) size * steps;
                reached += size;
                int[] spare = frontier;
                frontier = next;
                next = spare;
            }
        }

        private int fromFrontier(int size, int steps) {
            int found = 0;
            for (int index = 0; index < size; index++) {
                int unit = frontier[index];
                for (int edge = graph.begin()[unit]; edge < graph.begin()[unit + 1]; edge++) {
                    int neighbour = graph.neighbours()[edge];
                    if (distance[neighbour] == NOT_REACHED) {
                        distance[neighbour] = steps;
                        next[found++] = neighbour;
                    }
                }
            }
            return found;
        }

        private int fromOutside(int steps) {
            int found = 0;
            for (int unit = 0; unit < distance.length; unit++) {
                if (distance[unit] == NOT_REACHED && touches(unit, steps - 1)) {
                    distance[unit] = steps;
                    next[found++] = unit;
                }
            }
            return found;
        }

        private boolean touches(int unit, int steps) {
            for (int edge = graph.begin()[unit]; edge < graph.begin()[unit + 1]; edge++) {
                if (distance[graph.neighbours()[edge]] == steps) {
                    return true;
                }
            }
            return false;
        }

        /** The sum of the distances of all units that were reached. */
        long length() {
            return length;
        }

        /** How many units were reached, without the source. */
        int reached() {
            return reached;
        }
    }
}
