package io.moduli.plugins.pruning.ranking;

import java.util.Arrays;

/**
 * Collects the entries with the lowest keys, in one pass where {@link Cut} needs several. Of equals, the first ones
 * count. It uses memory for twice the wanted number of entries.
 */
public final class LowestEntries implements Entries.Visitor {

    private static final int MINIMUM_ROOM = 1 << 16;
    private static final int MAXIMUM_ROOM = Integer.MAX_VALUE - 8;

    private final int wanted;
    private int[] rows;
    private int[] columns;
    private int[] keys;
    private int count;
    /** Once there are enough entries, later ones must be below this key; until then every entry is. */
    private long limit = Long.MAX_VALUE;

    /** @param wanted the number of entries, 0 or more */
    public LowestEntries(int wanted) {
        this.wanted = wanted;
        this.rows = new int[MINIMUM_ROOM];
        this.columns = new int[MINIMUM_ROOM];
        this.keys = new int[MINIMUM_ROOM];
    }

    @Override
    public void visit(int weight, int row, int column, int key) {
        if (key >= limit) {
            return;
        }
        if (count == keys.length) {
            makeRoom();
            visit(weight, row, column, key);
            return;
        }
        rows[count] = row;
        columns[count] = column;
        keys[count] = key;
        count++;
    }

    private void makeRoom() {
        if (count >= 2L * wanted) {
            drop();
        }
        if (count == keys.length) {
            int room = (int) Math.min(MAXIMUM_ROOM, Math.min(2L * count, Math.max(2L * wanted, MINIMUM_ROOM)));
            rows = Arrays.copyOf(rows, room);
            columns = Arrays.copyOf(columns, room);
            keys = Arrays.copyOf(keys, room);
        }
    }

    /** Discards all but the wanted ones. */
    private void drop() {
        Cut cut = Cut.below(wanted, this::show);
        Cut.Pass lowest = cut.pass();
        int left = 0;
        for (int entry = 0; entry < count; entry++) {
            if (lowest.takes(keys[entry])) {
                rows[left] = rows[entry];
                columns[left] = columns[entry];
                keys[left] = keys[entry];
                left++;
            }
        }
        count = left;
        limit = cut.key();
    }

    private void show(Entries.Visitor visitor) {
        for (int entry = 0; entry < count; entry++) {
            visitor.visit(0, rows[entry], columns[entry], keys[entry]);
        }
    }

    /**
     * The wanted entries, in the order in which they were added.
     *
     * @throws IllegalStateException if fewer entries were shown
     */
    public Entries entries() {
        drop();
        return this::show;
    }
}
