package io.moduli.core.engine.storage;

import java.util.List;
import java.util.Locale;

/**
 * Whether a weight is stored dense or sparse, from its extents, its density and the batch alone, so that the same pipeline
 * computes the same bytes on every machine.
 *
 * <p>The table was measured once, with the benchmark's kernels and steps. A dense product works at 250 to 350 GFLOP/s,
 * and a sparse one at a quarter of that if its rows are six vectors wide, and at a tenth if they are only one or two.
 */
public final class StorageRule {

    private static final int MINIMUM_ROWS = 64;

    /** The first line that matches counts. */
    private static final List<Limit> TABLE = List.of(
            new Limit(64, 8L << 20, 0.21), new Limit(64, Long.MAX_VALUE, 0.15), new Limit(1, Long.MAX_VALUE, 0.12));

    private StorageRule() {}

    /**
     * A line of the table.
     *
     * @param minimumBatch the minimum number of columns
     * @param maximumEntries the maximum number of entries, including removed ones; larger weights no longer stay in the
     *     caches
     * @param maximumDensity the sparse form is faster up to this share of entries
     */
    private record Limit(int minimumBatch, long maximumEntries, double maximumDensity) {}

    /** The largest share of entries with which any weight is stored sparse. */
    static double maximumDensity() {
        return TABLE.stream().mapToDouble(Limit::maximumDensity).max().orElseThrow();
    }

    private static double maximumDensity(int batch, long entries) {
        return TABLE.stream()
                .filter(limit -> batch >= limit.minimumBatch() && entries <= limit.maximumEntries())
                .findFirst()
                .map(Limit::maximumDensity)
                .orElseThrow(() -> new IllegalArgumentException("a batch of " + batch));
    }

    /**
     * Chooses the form that is faster for training, and says why in one line for the log.
     *
     * @param batch columns of what the weight is multiplied by at a time, 1 or more
     * @param density the share of entries that survive, from 0 to 1
     */
    public static StorageChoice choose(int rows, int columns, int batch, double density) {
        double limit = maximumDensity(batch, (long) rows * columns);
        String numbers = String.format(
                Locale.ROOT, "%d x %d, batch %d, %.1f %% of entries stored", rows, columns, batch, 100 * density);
        if (rows < MINIMUM_ROWS) {
            return new StorageChoice(
                    StorageFormat.DENSE, "dense: " + numbers + ", fewer than " + MINIMUM_ROWS + " rows");
        }
        if (density > limit) {
            return new StorageChoice(
                    StorageFormat.DENSE,
                    "dense: " + numbers + String.format(Locale.ROOT, ", more than %.0f %%", 100 * limit));
        }
        return new StorageChoice(StorageFormat.SPARSE, "sparse: " + numbers);
    }
}
