package io.moduli.core.engine.storage;

/** How a weight is stored. */
public enum StorageFormat {
    /** Every entry, removed ones as 0; products are OpenBLAS's. */
    DENSE,
    /** The surviving entries alone, row by row. */
    SPARSE
}
