package io.moduli.core.structure;

import io.moduli.api.weight.Mask;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The units of a layer as an undirected graph without loops: two units are neighbours if a connection leads from one to the
 * other in any gate.
 *
 * @param begin where the neighbours of each unit begin in {@code neighbours}, and where the last ones end
 * @param neighbours those of each unit in ascending order
 */
public record UnitGraph(int[] begin, int[] neighbours) {

    /** Takes edges. */
    @FunctionalInterface
    private interface EdgeVisitor {
        void edge(int from, int to);
    }

    /** Shows edges, always the same ones; an edge may be shown more than once and in either direction. */
    @FunctionalInterface
    private interface Edges {
        void forEach(EdgeVisitor visitor);
    }

    /**
     * The graph of a recurrent weight.
     *
     * @param mask [gates · units × units]
     */
    public static UnitGraph of(Mask mask) {
        int units = mask.columns();
        return of(units, visitor -> {
            for (int row = 0; row < mask.rows(); row++) {
                int to = row % units;
                for (int from = mask.nextKept(row, 0); from < units; from = mask.nextKept(row, from + 1)) {
                    if (from != to) {
                        visitor.edge(from, to);
                    }
                }
            }
        });
    }

    /**
     * A random graph in which each pair of units is connected with the same probability, drawn by skipping from edge to edge
     * (Gilbert, 1959; Batagelj and Brandes, "Efficient generation of large random networks", 2005).
     *
     * @param units 1 or more
     * @param probability at least 0, less than 1
     */
    public static UnitGraph random(int units, double probability, long seed) {
        return of(units, visitor -> {
            if (probability > 0) {
                SplittableRandom random = new SplittableRandom(seed);
                double perEdge = Math.log1p(-probability);
                long to = -1;
                int from = 1;
                while (from < units) {
                    to += 1 + (long) Math.floor(Math.log1p(-random.nextDouble()) / perEdge);
                    while (to >= from && from < units) {
                        to -= from;
                        from++;
                    }
                    if (from < units) {
                        visitor.edge(from, (int) to);
                    }
                }
            }
        });
    }

    private static UnitGraph of(int units, Edges edges) {
        int[] begin = new int[units + 1];
        edges.forEach((from, to) -> {
            begin[from + 1]++;
            begin[to + 1]++;
        });
        for (int unit = 0; unit < units; unit++) {
            begin[unit + 1] = Math.addExact(begin[unit], begin[unit + 1]);
        }
        int[] next = begin.clone();
        int[] all = new int[begin[units]];
        edges.forEach((from, to) -> {
            all[next[from]++] = to;
            all[next[to]++] = from;
        });
        return withoutRepetitions(begin, all);
    }

    private static UnitGraph withoutRepetitions(int[] begin, int[] all) {
        int units = begin.length - 1;
        int[] shorter = new int[begin.length];
        int count = 0;
        for (int unit = 0; unit < units; unit++) {
            Arrays.sort(all, begin[unit], begin[unit + 1]);
            int last = -1;
            for (int index = begin[unit]; index < begin[unit + 1]; index++) {
                if (all[index] != last) {
                    last = all[index];
                    all[count++] = last;
                }
            }
            shorter[unit + 1] = count;
        }
        return new UnitGraph(shorter, Arrays.copyOf(all, count));
    }

    /** How many units there are. */
    public int units() {
        return begin.length - 1;
    }

    /** How many pairs of units are connected. */
    public long edges() {
        return neighbours.length / 2;
    }

    /** How many neighbours a unit has. */
    public int degree(int unit) {
        return begin[unit + 1] - begin[unit];
    }

    /** The share of pairs of different units that are connected; 0 where there is no pair. */
    public double density() {
        double pairs = 0.5 * units() * (units() - 1.0);
        return pairs == 0 ? 0 : edges() / pairs;
    }

    /** The neighbours of a unit, in a copy. */
    public int[] neighboursOf(int unit) {
        return Arrays.copyOfRange(neighbours, begin[unit], begin[unit + 1]);
    }
}
