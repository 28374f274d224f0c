package io.moduli.core.structure;

import io.moduli.api.weight.Mask;

/**
 * What two masks of a weight have in common.
 *
 * @param entries all entries of the weight
 * @param first how many of them the first mask keeps
 * @param second how many the second keeps
 * @param both how many both keep
 */
public record MaskOverlap(long entries, long first, long second, long both) {

    /**
     * Compares two masks.
     *
     * @throws IllegalArgumentException if they are of different extents
     */
    public static MaskOverlap of(Mask first, Mask second) {
        if (first.rows() != second.rows() || first.columns() != second.columns()) {
            throw new IllegalArgumentException("a mask of %d x %d and one of %d x %d".formatted(
                    first.rows(), first.columns(), second.rows(), second.columns()));
        }
        long both = first.count() - first.without(second).count();
        return new MaskOverlap(first.entries(), first.count(), second.count(), both);
    }

    /**
     * The expected number that both would keep if each had drawn its entries at random:
     * {@code first · second / entries}.
     */
    public double byChance() {
        return (double) first * second / entries;
    }

    /** The Jaccard index (1901): the share of the entries kept by either that are kept by both; 1 if neither keeps any. */
    public double jaccard() {
        long either = first + second - both;
        return either == 0 ? 1 : (double) both / either;
    }
}
