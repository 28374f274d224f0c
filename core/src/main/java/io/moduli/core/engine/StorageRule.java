package io.moduli.core.engine;

import java.util.Locale;

/**
 * Whether a weight is stored dense or sparse, from its extents, its density and the batch alone, so that the same pipeline
 * computes the same bytes on every machine.
 */
public final class StorageRule {

    private static final int LEAST_ROWS = 64;
    private static final double GREATEST_DENSITY = 0.15;

    private StorageRule() {}

    /**
     * Whether the sparse form is the faster one for training.
     *
     * @param batch columns of what the weight is multiplied by at a time
     * @param density the share of entries that survive, from 0 to 1
     */
    public static boolean prefersSparse(int rows, int columns, int batch, double density) {
        return rows >= LEAST_ROWS && density <= GREATEST_DENSITY;
    }

    /** The choice and why, in one line for the log. */
    public static String reason(int rows, int columns, int batch, double density) {
        String numbers = String.format(Locale.ROOT, "%d x %d, batch %d, %.1f %% of entries stored", rows, columns,
                batch,
                100 * density);
        if (prefersSparse(rows, columns, batch, density)) {
            return "sparse: " + numbers;
        }
        return "dense: " + numbers + (rows < LEAST_ROWS
                ? ", fewer than " + LEAST_ROWS + " rows"
                : String.format(Locale.ROOT, ", more than %.0f %%", 100 * GREATEST_DENSITY));
    }
}
