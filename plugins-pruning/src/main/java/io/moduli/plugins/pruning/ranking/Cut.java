package io.moduli.plugins.pruning.ranking;

/**
 * The threshold of a ranking: entries below it are removed. Of equals the first are removed, in the order of
 * {@link Entries}, so that a cut never depends on how entries are stored.
 *
 * @param key entries with smaller keys are below
 * @param ties how many of the entries with this key are below
 */
public record Cut(int key, long ties) {

    /** Keys have 31 bits: 16 high ones and 15 low ones. */
    private static final int LOW_BITS = 15;

    private static final int HIGH_BUCKETS = 1 << 16;
    private static final int LOW_BUCKETS = 1 << LOW_BITS;

    /**
     * The cut with a given number of entries below it. Keys are counted twice, first by their high bits, then, within
     * the bucket that the cut falls into, by their low bits: time grows with the number of entries, memory does not.
     *
     * @throws IllegalStateException if there are fewer entries
     */
    public static Cut below(long count, Entries entries) {
        if (count == 0) {
            return new Cut(0, 0);
        }
        long[] high = new long[HIGH_BUCKETS];
        entries.forEach((_, _, _, key) -> high[key >>> LOW_BITS]++);
        Cut coarse = within(high, count);
        long[] low = new long[LOW_BUCKETS];
        entries.forEach((_, _, _, key) -> {
            if (key >>> LOW_BITS == coarse.key) {
                low[key & LOW_BUCKETS - 1]++;
            }
        });
        Cut fine = within(low, coarse.ties);
        return new Cut(coarse.key << LOW_BITS | fine.key, fine.ties);
    }

    /** The bucket that the count is reached in, and how many of that bucket's are needed to reach it. */
    private static Cut within(long[] buckets, long count) {
        long missing = count;
        for (int bucket = 0; bucket < buckets.length; bucket++) {
            if (missing <= buckets[bucket]) {
                return new Cut(bucket, missing);
            }
            missing -= buckets[bucket];
        }
        throw new IllegalStateException(
                "%d entries were to be chosen, but there are only %d: a mask keeps entries that its weight does not store"
                        .formatted(count, count - missing));
    }

    /** Those of the entries that are below the cut. */
    public Entries select(Entries entries) {
        return visitor -> {
            Pass pass = pass();
            entries.forEach((weight, row, column, entryKey) -> {
                if (pass.takes(entryKey)) {
                    visitor.visit(weight, row, column, entryKey);
                }
            });
        };
    }

    /** Starts a pass over the entries that the cut was made for, in order. */
    public Pass pass() {
        return new Pass();
    }

    /** One pass over the entries, which counts the equals so far. */
    public final class Pass {

        private long left = ties;

        private Pass() {}

        /** Whether the next entry is below the cut. */
        public boolean takes(int entryKey) {
            return entryKey < key || entryKey == key && left-- > 0;
        }
    }
}
