package io.moduli.core.structure;

import io.moduli.api.weight.Mask;
import java.util.BitSet;

/**
 * Whether connections between different units lead in both directions. A connection from one unit to another is there if
 * any gate has it.
 *
 * @param units how many units there are
 * @param connections how many connections lead from one unit to another
 * @param pairs how many pairs of units they connect
 */
public record Reciprocity(int units, long connections, long pairs) {

    /**
     * That of a recurrent weight.
     *
     * @param mask [gates · units × units]
     * @param graph its {@linkplain UnitGraph#of graph}
     */
    public static Reciprocity of(Mask mask, UnitGraph graph) {
        int units = mask.columns();
        long connections = 0;
        BitSet from = new BitSet(units);
        for (int to = 0; to < units; to++) {
            from.clear();
            for (int row = to; row < mask.rows(); row += units) {
                for (int column = mask.nextKept(row, 0); column < units; column = mask.nextKept(row, column + 1)) {
                    from.set(column);
                }
            }
            from.clear(to);
            connections += from.cardinality();
        }
        return new Reciprocity(units, connections, graph.edges());
    }

    /**
     * The share of connections that lead in the other direction, too (Wasserman and Faust, "Social network analysis", 1994,
     * §13.4), from 0 to 1; NaN if there is no connection.
     */
    public double share() {
        // A pair with both directions has two connections, any other pair has one.
        return 2.0 * (connections - pairs) / connections;
    }

    /** The expected share if each connection is there with the same probability: this probability. */
    public double expected() {
        return connections / (units * (units - 1.0));
    }
}
