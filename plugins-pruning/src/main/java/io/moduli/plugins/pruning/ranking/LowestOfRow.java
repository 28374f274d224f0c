package io.moduli.plugins.pruning.ranking;

import java.util.Arrays;

/**
 * Collects the columns with the lowest keys in a row; of equals, the first ones. It is a heap of the best so far, with
 * the worst of them on top, so that nearly all entries of a long row cost one comparison.
 */
public final class LowestOfRow {

    private final int wanted;
    /** The key above the column in one number, so that all are different. */
    private final long[] heap;

    private int size;

    /** @param wanted the number of columns, 0 or more */
    public LowestOfRow(int wanted) {
        this.wanted = wanted;
        this.heap = new long[wanted];
    }

    /** Looks at an entry. */
    public void see(int column, int key) {
        long entry = (long) key << Integer.SIZE | column;
        if (size < wanted) {
            heap[size] = entry;
            rise(size++);
        } else if (wanted > 0 && entry < heap[0]) {
            heap[0] = entry;
            sink();
        }
    }

    private void rise(int from) {
        int place = from;
        while (place > 0 && heap[(place - 1) / 2] < heap[place]) {
            swap(place, (place - 1) / 2);
            place = (place - 1) / 2;
        }
    }

    private void sink() {
        int place = 0;
        int child = 1;
        while (child < size) {
            if (child + 1 < size && heap[child + 1] > heap[child]) {
                child++;
            }
            if (heap[child] <= heap[place]) {
                return;
            }
            swap(place, child);
            place = child;
            child = 2 * place + 1;
        }
    }

    private void swap(int one, int other) {
        long entry = heap[one];
        heap[one] = heap[other];
        heap[other] = entry;
    }

    /**
     * The columns in ascending order.
     *
     * @throws IllegalStateException if fewer were seen than are wanted
     */
    public int[] columns() {
        int[] columns = ranked();
        Arrays.sort(columns);
        return columns;
    }

    /**
     * The columns in ascending order of their keys, of equal keys in the order of the row.
     *
     * @throws IllegalStateException where fewer were seen than are wanted
     */
    public int[] ranked() {
        if (size < wanted) {
            throw new IllegalStateException(
                    "%d entries were to be chosen, but there are only %d".formatted(wanted, size));
        }
        return Arrays.stream(heap).sorted().mapToInt(entry -> (int) entry).toArray();
    }
}
