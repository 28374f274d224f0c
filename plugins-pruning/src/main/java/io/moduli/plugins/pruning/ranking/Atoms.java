package io.moduli.plugins.pruning.ranking;

import java.util.BitSet;

/** Which surviving entries of a weight go together, and how they rank. */
public interface Atoms {

    /** Each entry by itself. */
    Atoms ENTRIES = new Atoms() {

        @Override
        public void rank(Survivors survivors, Entries.Visitor visitor) {
            survivors.forEachValue((row, column, value) -> visitor.visit(
                    survivors.number(), row, column, survivors.key(row, column, value)));
        }
    };

    /** Shows every surviving entry with its key, those that go together one after the other and with the same key. */
    void rank(Survivors survivors, Entries.Visitor visitor);

    /** Takes those of the removed entries back that others go together with which stay. */
    default void completeOnly(Survivors survivors, BitSet removed) {}

    /** How many entries go together at most. */
    default int size() {
        return 1;
    }
}
