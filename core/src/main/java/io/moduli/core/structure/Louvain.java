package io.moduli.core.structure;

import java.util.Arrays;

/** One level of the method of Louvain: nodes, which are units or communities of them, that move between communities. */
final class Louvain {

    /** Smaller gains are rounding errors. */
    private static final double LEAST_GAIN = 1e-9;
    /** Once fewer than one node in this many moves, the remaining gain is small, and the next level can achieve it. */
    private static final int FEW = 500;

    private final int[] begin;
    private final int[] neighbours;
    private final double[] weights;
    private final double[] degrees;
    private final double ends;
    private final int[] community;
    /** The sum of the degrees in each community. */
    private final double[] totals;
    /** The weight from the current node to each community, and the communities for which there is any. */
    private final double[] toCommunity;
    private final int[] touched;

    private Louvain(int[] begin, int[] neighbours, double[] weights, double[] degrees) {
        int nodes = degrees.length;
        this.begin = begin;
        this.neighbours = neighbours;
        this.weights = weights;
        this.degrees = degrees;
        this.ends = Arrays.stream(degrees).sum();
        this.community = new int[nodes];
        Arrays.setAll(community, node -> node);
        this.totals = degrees.clone();
        this.toCommunity = new double[nodes];
        this.touched = new int[nodes];
    }

    /** The first level, in which each unit is a node. */
    static Louvain begin(UnitGraph graph) {
        double[] weights = new double[graph.neighbours().length];
        Arrays.fill(weights, 1);
        double[] degrees = new double[graph.units()];
        Arrays.setAll(degrees, graph::degree);
        return new Louvain(graph.begin(), graph.neighbours(), weights, degrees);
    }

    /** Moves nodes as long as more than a few gain anything, and returns whether any has moved. */
    boolean moved() {
        boolean any = false;
        int moves = community.length;
        while (moves > community.length / FEW) {
            moves = 0;
            for (int node = 0; node < community.length; node++) {
                moves += move(node) ? 1 : 0;
            }
            any |= moves > 0;
        }
        return any;
    }

    /**
     * Moves a node to the community with the largest gain, the first of equals; it stays if no other gains more than
     * its own.
     */
    private boolean move(int node) {
        int own = community[node];
        int count = 0;
        toCommunity[own] = 0;
        touched[count++] = own;
        for (int index = begin[node]; index < begin[node + 1]; index++) {
            int other = community[neighbours[index]];
            if (neighbours[index] != node) {
                if (other != own && toCommunity[other] == 0) {
                    touched[count++] = other;
                }
                toCommunity[other] += weights[index];
            }
        }
        totals[own] -= degrees[node];
        int best = own;
        double most = gain(node, own);
        for (int index = 1; index < count; index++) {
            double gain = gain(node, touched[index]);
            if (gain > most + LEAST_GAIN) {
                best = touched[index];
                most = gain;
            }
        }
        for (int index = 0; index < count; index++) {
            toCommunity[touched[index]] = 0;
        }
        totals[best] += degrees[node];
        community[node] = best;
        return best != own;
    }

    /** What joining a community adds to the modularity, times half the number of ends, up to what is the same for all. */
    private double gain(int node, int joined) {
        return toCommunity[joined] - totals[joined] * degrees[node] / ends;
    }

    /** The community of each node, numbered from 0 in the order of their first nodes. */
    int[] communities() {
        int[] numbers = new int[community.length];
        Arrays.fill(numbers, -1);
        int[] renumbered = new int[community.length];
        int count = 0;
        for (int node = 0; node < community.length; node++) {
            if (numbers[community[node]] < 0) {
                numbers[community[node]] = count++;
            }
            renumbered[node] = numbers[community[node]];
        }
        return renumbered;
    }

    /** The next level, in which each community is a node. */
    Louvain merged(int[] renumbered) {
        int count = Arrays.stream(renumbered).max().orElseThrow() + 1;
        int[][] members = members(renumbered, count);
        int[] mergedBegin = new int[count + 1];
        int[] mergedNeighbours = new int[neighbours.length];
        double[] mergedWeights = new double[neighbours.length];
        double[] mergedDegrees = new double[count];
        double[] sums = new double[count];
        int[] seen = new int[count];
        int size = 0;
        for (int node = 0; node < count; node++) {
            int found = 0;
            for (int member : members[node]) {
                mergedDegrees[node] += degrees[member];
                for (int index = begin[member]; index < begin[member + 1]; index++) {
                    int other = renumbered[neighbours[index]];
                    if (sums[other] == 0) {
                        seen[found++] = other;
                    }
                    sums[other] += weights[index];
                }
            }
            for (int index = 0; index < found; index++) {
                mergedNeighbours[size] = seen[index];
                mergedWeights[size++] = sums[seen[index]];
                sums[seen[index]] = 0;
            }
            mergedBegin[node + 1] = size;
        }
        return new Louvain(
                mergedBegin, Arrays.copyOf(mergedNeighbours, size), Arrays.copyOf(mergedWeights, size), mergedDegrees);
    }

    private static int[][] members(int[] renumbered, int count) {
        int[] sizes = new int[count];
        for (int group : renumbered) {
            sizes[group]++;
        }
        int[][] members = new int[count][];
        Arrays.setAll(members, group -> new int[sizes[group]]);
        for (int node = renumbered.length - 1; node >= 0; node--) {
            members[renumbered[node]][--sizes[renumbered[node]]] = node;
        }
        return members;
    }
}
