package io.moduli.plugins.pruning;

import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.Mask;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The entries of a weight that its mask keeps, in the order of their positions.
 *
 * @param number the number of the weight in its round
 * @param weight the weight
 * @param ranking what their keys are made by
 * @param self what becomes of self-connections
 */
record Survivors(int number, PrunableWeight weight, Ranking ranking, SelfConnections self) implements Entries {

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

    @Override
    public void forEach(Visitor visitor) {
        EntryBlock block = weight.entries();
        Mask mask = mask();
        MemorySegment values = block.values();
        boolean dense = block.dense();
        int columns = weight.shape().columns();
        for (int row = block.firstRow(); row < block.endRow(); row++) {
            long begin = block.begin(row);
            long end = block.end(row);
            for (long entry = begin; entry < end; entry++) {
                int column = dense ? (int) (entry - begin) : block.column(entry);
                if (mask.keeps(row, column)) {
                    float value = values.getAtIndex(ValueLayout.JAVA_FLOAT, entry);
                    int key = ranking.key(Ranking.entry(number, (long) row * columns + column), value);
                    visitor.visit(number, row, column, self.whenGoing(key, weight.shape(), row, column));
                }
            }
        }
    }
}
