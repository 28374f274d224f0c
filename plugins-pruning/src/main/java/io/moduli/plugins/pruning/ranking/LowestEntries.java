package io.moduli.plugins.pruning.ranking;

import java.util.Arrays;

/**
 * The entries of lowest keys among all that it is shown, one after the other: what {@link Cut} finds in several passes, found in
 * one. Of equals the first count, in the order in which they come. Memory is that for twice as many entries as are wanted.
 */
public final class LowestEntries implements Entries.Visitor {

    private static final int MINIMUM_ROOM = 1 << 16;
    private static final int MAXIMUM_ROOM = Integer.MAX_VALUE - 8;

    private final int wanted;
    private int[] rows;
    private int[] columns;
    private int[] keys;
    private int count;
    /** Once there are as many as are wanted, what comes later must be below this key; until then everything is. */
    private long limit = Long.MAX_VALUE;

    /** @param wanted how many entries, 0 or more */
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

    /** Forgets all but those that are wanted. */
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
     * Those that are wanted, in the order in which they came.
     *
     * @throws IllegalStateException if fewer entries were shown
     */
    public Entries entries() {
        drop();
        return this::show;
    }
}
