package io.moduli.plugins.pruning.ranking;

import java.util.List;

/** Some entries with their keys, which can be visited repeatedly, always in the same order. */
@FunctionalInterface
public interface Entries {

    /** Passes every entry to the visitor. */
    void forEach(Visitor visitor);

    /** Visits entries one after the other. */
    @FunctionalInterface
    interface Visitor {

        /**
         * @param weight the number of the entry's weight in its round
         * @param row the entry's row in its weight
         * @param column its column
         * @param key the number that it is ranked by, 0 or more
         */
        void visit(int weight, int row, int column, int key);
    }

    /** The entries of all parts, one part after the other. */
    static Entries concatenation(List<? extends Entries> parts) {
        return visitor -> parts.forEach(part -> part.forEach(visitor));
    }
}
