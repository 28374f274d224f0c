package io.moduli.plugins.pruning.ranking;

import java.util.BitSet;

/** Which surviving entries of a weight are removed together, and how they rank. */
public interface Atoms {

    /** Each entry by itself. */
    Atoms ENTRIES = new Atoms() {

        @Override
        public void rank(Survivors survivors, Entries.Visitor visitor) {
            survivors.forEachValue((row, column, value) -> visitor.visit(
                    survivors.number(), row, column, survivors.key(row, column, value)));
        }
    };

    /**
     * Visits every surviving entry with its key; entries that are removed together follow each other and have the same
     * key.
     */
    void rank(Survivors survivors, Entries.Visitor visitor);

    /** Restores removed entries that belong together with entries that stay. */
    default void completeOnly(Survivors survivors, BitSet removed) {}

    /** The maximum number of entries that are removed together. */
    default int size() {
        return 1;
    }
}
