package io.moduli.api.geometry;

/**
 * The cost of a weight as a function of the geodesic distance between its two units.
 *
 * <p>Both functions must be finite for every distance d ≥ 0; {@code InhibitorContract} checks them against each other.
 * Implementations hold no state and are used by several threads at once.
 */
public interface Inhibitor {

    /** The cost f(d) at a distance d ≥ 0. */
    double value(double distance);

    /** The derivative f′(d). */
    double derivative(double distance);

    /**
     * Whether the cost of a weight is max(f) − f(d) instead of f(d), the maximum taken over all pairs of units of the
     * layer. The inhibitor cannot know that maximum, so it only says the wish: whoever has the pairs does the inverting,
     * and {@link #value} and {@link #derivative} speak of f as it is. A settings record with a {@code boolean inverted}
     * that is itself the inhibitor overrides this with its accessor.
     */
    default boolean inverted() {
        return false;
    }
}
