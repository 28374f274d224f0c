package io.moduli.plugins.pruning.ranking;

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

    /** Whether two entries of a weight are removed together, of which {@link #rank} visits the second right after the first. */
    default boolean together(int row, int column, int nextRow, int nextColumn) {
        return false;
    }

    /** The maximum number of entries that are removed together. */
    default int size() {
        return 1;
    }
}
