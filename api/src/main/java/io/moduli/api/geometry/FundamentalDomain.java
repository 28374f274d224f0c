package io.moduli.api.geometry;

/**
 * A rectangle whose points are those of a flat surface, with the edges that are one and the same: a torus, a Klein bottle, a
 * cylinder, a Möbius strip. Reports draw the space by it. A point's two coordinates are its place in the rectangle, from (0, 0).
 *
 * @param width the extent of the first coordinate, above 0
 * @param height the extent of the second coordinate, above 0
 * @param sides how the right edge is glued to the left one
 * @param ends how the upper edge is glued to the lower one
 */
public record FundamentalDomain(double width, double height, Gluing sides, Gluing ends) {

    /** How two opposite edges are glued to each other. */
    public enum Gluing {
        /** They are not: both are edges of the space. */
        NONE,
        /** Opposite points are one. */
        STRAIGHT,
        /** A point is the mirror image of the opposite one. */
        MIRRORED
    }

    public FundamentalDomain {
        if (!(width > 0 && height > 0 && width * height < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "a fundamental domain is wider and higher than 0 and finite, not %s by %s".formatted(width,
                            height));
        }
    }
}
