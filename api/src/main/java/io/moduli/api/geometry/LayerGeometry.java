package io.moduli.api.geometry;

/**
 * Where the hidden units of one layer lie: a point on a {@link ModuliSpace} for each unit.
 *
 * <p>A layer has at most one geometry, and everybody reads the same: regularizers, pruners, initializers of weights, reports. Points
 * depend on the seed of the run and on the layer alone. Units are numbered along the space before training begins, so units
 * with near numbers are near on the space.
 *
 * <p>Points may be learned. They then move between two training steps, never within one, and whoever keeps something that
 * depends on them compares {@link #version()}. Reading is safe for several threads at once.
 *
 * <p>The host implements this interface; a plugin's tests make one with {@code UnitPoints} of {@code io.moduli.api.host}.
 */
public interface LayerGeometry {

    /**
     * The space that the points are on.
     *
     * @return the space
     */
    ModuliSpace space();

    /**
     * How many units the layer has.
     *
     * @return 1 or more
     */
    int units();

    /**
     * The point of a unit.
     *
     * @param unit from 0 to {@link #units()} - 1
     * @return a copy, [coordinates]
     */
    double[] point(int unit);

    /**
     * The unit of length of all distances here, in the space's own: 1 for {@link DistanceScale#AS_IS}, the median distance
     * of two different units for {@link DistanceScale#UNIT_MEDIAN}.
     *
     * @return above 0
     */
    double unitLength();

    /**
     * The geodesic distance of two units, divided by {@link #unitLength()}.
     *
     * @param from a unit
     * @param to a unit; 0 is returned where it is the same
     * @return 0 or more
     */
    double distance(int from, int to);

    /**
     * The distances from one unit to many.
     *
     * @param from the one unit
     * @param to the others
     * @param out receives one distance for each of {@code to}
     */
    void distances(int from, int[] to, double[] out);

    /**
     * The Riemannian gradient of {@link #distance} with respect to the point of {@code from}: a tangent vector there, of norm
     * 1 / {@link #unitLength()} wherever the distance is smooth (the unit length is held fixed).
     *
     * @param out receives the gradient, [coordinates]
     * @see ModuliSpace#gradient
     */
    void gradient(int from, int to, double[] out);

    /**
     * The units in an order that fills the space: consecutive units are near each other, and each half of the order, each
     * quarter and so on is a region of the space.
     *
     * @return each unit once; 0, 1, 2 … as long as points stay where they were drawn
     */
    int[] order();

    /**
     * A number that changes whenever points have moved.
     *
     * @return the number of moves so far
     */
    long version();

    /**
     * Whether points move in the present training step, so that {@link #addGradient} is of use.
     *
     * @return false for points that stay fixed, and in stages and epochs in which learned points rest
     */
    boolean learning();

    /**
     * Adds to the gradient of the loss with respect to a unit's point. Contributions of different regularizers add up; the
     * host moves the points along the negative gradient at the end of the step and begins the next one at 0.
     *
     * @param unit several threads may add at once, each to units of its own
     * @param tangent a tangent vector at the unit's point, [coordinates], in the space's own unit of length
     * @throws IllegalStateException if the points are not {@link #learning()}
     */
    void addGradient(int unit, double[] tangent);
}
