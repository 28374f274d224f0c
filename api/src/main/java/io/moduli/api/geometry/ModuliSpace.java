package io.moduli.api.geometry;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A metric space, usually a Riemannian manifold, whose points are assigned to hidden units.
 *
 * <p>A point is an array of {@link #coordinates()} numbers, in whatever coordinates suit the space: two angles, a unit
 * vector. Tangent vectors have as many components and are measured in the space's own unit of length, the one that {@link
 * #distance} speaks: moving a point along a short tangent of norm ε takes it the distance ε away, and the gradient of the
 * distance has norm 1 wherever the distance is smooth. Where coordinates are themselves lengths (torus, Euclidean space) this is what
 * one expects; where they are not (the unit vectors of a sphere of radius 5) the space converts.
 *
 * <p>Implementations hold no state and are used by several threads at once. {@code ModuliSpaceContract} checks all that is
 * said here.
 */
public interface ModuliSpace {

    /** How many numbers a point has, 1 or more. */
    int coordinates();

    /** Draws a point, uniformly by volume if {@link #uniform()}. */
    void sample(RandomGenerator random, double[] point);

    /** Whether samples are uniform by volume; a space of infinite volume says no. */
    default boolean uniform() {
        return true;
    }

    /** The geodesic distance of two points, between 0 and {@link #diameter()}; symmetric, and finite for any two points. */
    double distance(double[] a, double[] b);

    /**
     * The Riemannian gradient of the distance with respect to its first point, a tangent vector at {@code a} of norm 1 that
     * points away from {@code b}.
     *
     * <p>It is exactly 0 where the points coincide. On the cut locus, where more than one shortest path leads from one
     * point to the other and the distance has no gradient, it is 0 in the directions on which those paths disagree: 0 as
     * a whole at the antipode on a sphere, 0 in one coordinate where two points of a torus are half a period apart in it.
     * So it is finite for any two points.
     *
     * @param out receives the gradient; all of its {@link #coordinates()} components are written
     */
    void gradient(double[] a, double[] b, double[] out);

    /**
     * Whether the space has a boundary, as a disc has its rim and a Möbius strip its edge.
     *
     * @return always the same answer; false by default
     */
    default boolean hasBoundary() {
        return false;
    }

    /**
     * Moves a point along the geodesic that leaves it in the direction of a tangent vector, by the vector's norm. Where this
     * would leave a space that {@linkplain #hasBoundary() has a boundary}, the point ends on the boundary instead, where the
     * geodesic meets it or at the nearest point, and has gone no farther than the norm. On the way to another point, which is
     * against {@link #gradient}, nothing is in the way.
     *
     * @param point changed in place; it stays on the space
     * @param tangent a tangent vector at the point
     */
    void move(double[] point, double[] tangent);

    /** The maximum distance of any two points, which may be infinite. */
    double diameter();

    /**
     * The point in some Euclidean space in which near points stay near, for drawing and for ordering units; by default
     * its coordinates as they are.
     */
    default double[] embed(double[] point) {
        return point.clone();
    }

    /** The rectangle that a flat surface is cut open to, for drawing it; none by default. */
    default Optional<FundamentalDomain> fundamentalDomain() {
        return Optional.empty();
    }

    /**
     * The distances from one point to many, all at once; a space may have a faster way than the default's loop.
     *
     * @param points all the points, [count][coordinates]
     * @param from the index of the one point
     * @param columns the indices of the others
     * @param out receives as many distances as there are columns
     */
    default void distances(double[][] points, int from, int[] columns, double[] out) {
        double[] origin = points[from];
        for (int k = 0; k < columns.length; k++) {
            out[k] = distance(origin, points[columns[k]]);
        }
    }
}
