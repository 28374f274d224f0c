package io.moduli.plugins.moduli.regularizer;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The pairs of units between which a weight is stored, in either direction and in any gate. Pair (i, j) has two slots,
 * one among those of i and one among those of j, so that common values can be computed once, and the work for one unit
 * touches only its own slots.
 */
final class SymmetricPairs {

    private final int units;
    private final int[] begins;
    private final int[] partners;
    private final int[] mirrors;
    private final StoredEntries entries;
    /** The slot of each packed entry; empty if the entries are dense and so in the slots' own order. */
    private final int[] slots;

    private SymmetricPairs(StoredEntries entries, int[] begins, int[] partners, int[] mirrors, int[] slots) {
        this.units = entries.shape().units();
        this.entries = entries;
        this.begins = begins;
        this.partners = partners;
        this.mirrors = mirrors;
        this.slots = slots;
    }

    static SymmetricPairs of(StoredEntries entries) {
        int units = entries.shape().units();
        BitSet[] neighbours = neighbours(entries);
        int[] begins = new int[units + 1];
        for (int unit = 0; unit < units; unit++) {
            begins[unit + 1] = Math.addExact(begins[unit], neighbours[unit].cardinality());
        }
        int[] partners = new int[begins[units]];
        int[] mirrors = new int[begins[units]];
        int[] next = Arrays.copyOf(begins, units);
        for (int unit = 0; unit < units; unit++) {
            int slot = begins[unit];
            for (int partner = neighbours[unit].nextSetBit(0); partner
                    >= 0; partner = neighbours[unit].nextSetBit(partner + 1)) {
                partners[slot] = partner;
                // Units come in ascending order, so this one is the next among its partner's.
                mirrors[slot] = next[partner]++;
                slot++;
            }
        }
        return new SymmetricPairs(entries, begins, partners, mirrors, slots(entries, begins, partners));
    }

    private static BitSet[] neighbours(StoredEntries entries) {
        int units = entries.shape().units();
        BitSet[] neighbours = new BitSet[units];
        Arrays.setAll(neighbours, _ -> new BitSet(units));
        for (int row = 0; row < entries.shape().rows(); row++) {
            for (int entry = entries.begin(row); entry < entries.begin(row + 1); entry++) {
                int column = entries.column(row, entry);
                neighbours[row % units].set(column);
                neighbours[column].set(row % units);
            }
        }
        return neighbours;
    }

    private static int[] slots(StoredEntries entries, int[] begins, int[] partners) {
        if (entries.dense()) {
            return new int[0];
        }
        int[] slots = new int[entries.count()];
        for (int row = 0; row < entries.shape().rows(); row++) {
            int slot = begins[row % entries.shape().units()];
            for (int entry = entries.begin(row); entry < entries.begin(row + 1); entry++) {
                while (partners[slot] < entries.column(row, entry)) {
                    slot++;
                }
                slots[entry] = slot;
            }
        }
        return slots;
    }

    int units() {
        return units;
    }

    /** All slots: two for each pair, one for a unit paired with itself. */
    int count() {
        return partners.length;
    }

    /** Whether all pairs of units are present. */
    boolean complete() {
        return count() == (long) units * units;
    }

    /** The first slot of a unit; that of the unit after the last is the count. A unit's slots ascend by their partners. */
    int begin(int unit) {
        return begins[unit];
    }

    /** The other unit of a slot. */
    int partner(int slot) {
        return partners[slot];
    }

    /** The slot of the same pair among those of the other unit. */
    int mirror(int slot) {
        return mirrors[slot];
    }

    /** The slot of a row's packed entry. */
    int slot(int row, int entry) {
        return entries.dense() ? begins[row % units] + entry - entries.begin(row) : slots[entry];
    }
}
