package io.moduli.plugins.pruning.ranking;

import io.moduli.api.pruning.PrunableWeight;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.Mask;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A number for each surviving entry of a weight, by which the entry is ranked. */
@FunctionalInterface
public interface SurvivorValues {

    /** Visits entries one after the other. */
    @FunctionalInterface
    interface Visitor {

        /** An entry that survives. */
        void visit(int row, int column, float value);
    }

    /** Visits the entries of a row in the order of the columns. */
    void forEach(int row, Visitor visitor);

    /** The entries' own values. */
    static SurvivorValues of(PrunableWeight weight) {
        return (row, visitor) -> {
            EntryBlock block = weight.entries();
            Mask mask = weight.mask();
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
        };
    }

    /**
     * The saliency w · g of each entry; g is the gradient of the loss on the round's batch, which is computed when a
     * value is first asked for.
     */
    static SurvivorValues saliency(PrunableWeight weight) {
        return new Saliency(weight);
    }
}
