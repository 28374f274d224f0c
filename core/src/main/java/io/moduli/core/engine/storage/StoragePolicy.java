package io.moduli.core.engine.storage;

/** Decides how pruned weights are stored. Weights of which nothing was pruned are always stored dense. */
public enum StoragePolicy {
    /** Whichever is faster, by the {@link StorageRule}. */
    AUTO,
    /** Every entry, removed ones as 0. */
    DENSE,
    /** The surviving entries alone. */
    SPARSE;

    /** The largest share of entries with which a weight is stored sparse; 0 where none is. */
    public double maximumDensity() {
        return switch (this) {
            case AUTO -> StorageRule.maximumDensity();
            case DENSE -> 0;
            case SPARSE -> 1;
        };
    }

    /**
     * Decides for one weight. The same arguments give the same choice on every machine.
     *
     * @param rows rows of the weight
     * @param columns its columns
     * @param productColumns columns of the matrices that it is multiplied by
     * @param density the share of entries that survive, from 0 to 1
     */
    public StorageChoice choose(int rows, int columns, int productColumns, double density) {
        return switch (this) {
            case AUTO -> StorageRule.choose(rows, columns, productColumns, density);
            case DENSE -> new StorageChoice(StorageFormat.DENSE, "engine.format asks for it");
            case SPARSE -> new StorageChoice(StorageFormat.SPARSE, "engine.format asks for it");
        };
    }
}
