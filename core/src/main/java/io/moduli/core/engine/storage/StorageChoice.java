package io.moduli.core.engine.storage;

/**
 * How a weight is stored and why.
 *
 * @param format how
 * @param reason why, for people
 */
public record StorageChoice(StorageFormat format, String reason) {

    /** The choice for a weight without a mask. */
    public static final StorageChoice UNPRUNED = new StorageChoice(StorageFormat.DENSE, "nothing of it was pruned");
}
