package io.moduli.core.structure;

import java.util.Arrays;

/**
 * Communities of units that have more connections among each other than a random graph of the same degrees would have, found
 * by the method of Louvain (Blondel, Guillaume, Lambiotte and Lefebvre, "Fast unfolding of communities in large networks",
 * 2008), which goes through units in the order of their numbers until fewer than one in 500 moves.
 *
 * @param of the community of each unit, from 0
 * @param modularity {@code Q = sum over communities c of (L_c / m - (d_c / 2m)²)}, of m connections in all, L_c of them
 *     within c, and d_c the sum of the degrees in c (Newman and Girvan, "Finding and evaluating community structure in
 *     networks", 2004); from -1/2 to 1, and 0 where there is no connection
 */
public record Communities(int[] of, double modularity) {

    /** Finds the communities of a graph. */
    public static Communities of(UnitGraph graph) {
        int[] labels = new int[graph.units()];
        Arrays.setAll(labels, unit -> unit);
        if (graph.edges() > 0) {
            Louvain level = Louvain.begin(graph);
            while (level.moved()) {
                int[] renumbered = level.communities();
                for (int unit = 0; unit < labels.length; unit++) {
                    labels[unit] = renumbered[labels[unit]];
                }
                level = level.merged(renumbered);
            }
        }
        return new Communities(labels, modularity(graph, labels));
    }

    /** How many communities there are. */
    public int count() {
        return Arrays.stream(of).max().orElse(-1) + 1;
    }

    private static double modularity(UnitGraph graph, int[] labels) {
        double[] within = new double[labels.length];
        double[] degrees = new double[labels.length];
        for (int unit = 0; unit < labels.length; unit++) {
            degrees[labels[unit]] += graph.degree(unit);
            for (int index = graph.begin()[unit]; index < graph.begin()[unit + 1]; index++) {
                within[labels[unit]] += labels[graph.neighbours()[index]] == labels[unit] ? 1 : 0;
            }
        }
        double ends = 2.0 * graph.edges();
        double sum = 0;
        for (int community = 0; ends > 0 && community < labels.length; community++) {
            double share = degrees[community] / ends;
            sum += within[community] / ends - share * share;
        }
        return sum;
    }
}
