package io.moduli.plugins.pruning.group;

import io.moduli.plugins.pruning.ranking.Atoms;
import io.moduli.plugins.pruning.ranking.Entries;
import io.moduli.plugins.pruning.ranking.Survivors;
import java.util.function.IntConsumer;

/**
 * Of every {@code m} consecutive entries of a row all except the {@code n} highest rank below all others; so they are
 * removed first, and the pattern is complete as soon as the share requires it. A key loses its lowest bit for this.
 *
 * @param n how many of m may stay
 * @param m of how many
 */
record RowPattern(int n, int m) implements Atoms {

    /** Set in the keys of those that may stay. */
    private static final int STAYS = 1 << 30;

    @Override
    public void rank(Survivors survivors, Entries.Visitor visitor) {
        Block block = new Block();
        for (int row = 0; row < survivors.weight().shape().rows(); row++) {
            int inRow = row;
            IntConsumer show = index -> visitor.visit(survivors.number(), inRow, block.columns[index],
                    block.key(index));
            survivors.forEachValue(row, (_, column, value) -> {
                if (block.count > 0 && block.columns[0] / m != column / m) {
                    block.flush(show);
                }
                block.add(column, survivors.key(inRow, column, value),
                        survivors.self().goesFirst(survivors.weight().shape(), inRow, column));
            });
            block.flush(show);
        }
    }

    /** The survivors among m entries. */
    private final class Block {

        private final int[] columns = new int[m];
        private final int[] keys = new int[m];
        private final boolean[] first = new boolean[m];
        private int count;

        void add(int column, int key, boolean goesFirst) {
            columns[count] = column;
            keys[count] = key;
            first[count] = goesFirst;
            count++;
        }

        void flush(IntConsumer show) {
            for (int index = 0; index < count; index++) {
                show.accept(index);
            }
            count = 0;
        }

        /** Self-connections that are dropped are removed before all others, in whatever block these are. */
        int key(int index) {
            if (first[index]) {
                return 0;
            }
            int higher = 0;
            for (int other = 0; other < count; other++) {
                higher += keys[other] > keys[index] || keys[other] == keys[index] && other > index ? 1 : 0;
            }
            return Math.max(1, keys[index] >>> 1) | (higher < n ? STAYS : 0);
        }
    }
}
