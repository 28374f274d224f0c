package io.moduli.api.geometry;

/**
 * The cost of a weight as a function of the geodesic distance between its two neurons.
 *
 * <p>Both functions must be finite for every distance d ≥ 0; {@code InhibitorContract} checks them against each other.
 */
public interface Inhibitor {

    /** The cost f(d) at a distance d ≥ 0. */
    double value(double distance);

    /** The derivative f′(d). */
    double derivative(double distance);
}
