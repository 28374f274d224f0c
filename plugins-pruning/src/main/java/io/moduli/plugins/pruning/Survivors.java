package io.moduli.plugins.pruning;

import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.Mask;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The entries of a weight that its mask keeps, in an order that does not depend on how they are stored.
 *
 * @param number the number of the weight in its round
 * @param weight the weight
 * @param ranking what their keys are made by
 * @param self what becomes of self-connections
 * @param atoms which of them go together
 */
record Survivors(int number, PrunableWeight weight, Ranking ranking, SelfConnections self, Atoms atoms)
        implements Entries {

    /** Looks at the value of one entry after the other. */
    @FunctionalInterface
    interface ValueVisitor {

        /** An entry that survives. */
        void visit(int row, int column, float value);
    }

    /** Entries each of which goes by itself. */
    Survivors(int number, PrunableWeight weight, Ranking ranking, SelfConnections self) {
        this(number, weight, ranking, self, Atoms.ENTRIES);
    }

    /** What survives so far. */
    Mask mask() {
        return weight.mask();
    }

    /** How many they are. */
    long count() {
        return mask().count();
    }

    /** All entries of the weight, those that are gone included. */
    long total() {
        return weight.shape().entries();
    }

    /** The key of an entry with a value. */
    int key(int row, int column, float value) {
        int key = ranking.key(Ranking.entry(number, (long) row * weight.shape().columns() + column), value);
        return self.whenGoing(key, weight.shape(), row, column);
    }

    @Override
    public void forEach(Visitor visitor) {
        atoms.rank(this, visitor);
    }

    /** Shows every entry with its value, row after row, in the order of the columns. */
    void forEachValue(ValueVisitor visitor) {
        for (int row = 0; row < weight.shape().rows(); row++) {
            forEachValue(row, visitor);
        }
    }

    /** Shows the entries of a row with their values, in the order of the columns; with 0 where values are not looked at. */
    void forEachValue(int row, ValueVisitor visitor) {
        if (ranking.blind()) {
            forEachUnseen(row, visitor);
        } else {
            forEachSeen(row, visitor);
        }
    }

    private void forEachUnseen(int row, ValueVisitor visitor) {
        Mask mask = mask();
        int columns = mask.columns();
        for (int column = mask.nextKept(row, 0); column < columns; column = mask.nextKept(row, column + 1)) {
            visitor.visit(row, column, 0);
        }
    }

    private void forEachSeen(int row, ValueVisitor visitor) {
        EntryBlock block = weight.entries();
        Mask mask = mask();
        MemorySegment values = block.values();
        boolean dense = block.dense();
        long begin = block.begin(row);
        long end = block.end(row);
        for (long entry = begin; entry < end; entry++) {
            int column = dense ? (int) (entry - begin) : block.column(entry);
            if (mask.keeps(row, column)) {
                visitor.visit(row, column, values.getAtIndex(ValueLayout.JAVA_FLOAT, entry));
            }
        }
    }
}
