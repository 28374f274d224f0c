package io.moduli.core.engine.maps;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.threads.Team;

/**
 * A weight as the rest of the engine sees it: a linear map from [columns × n] to [rows × n]. Only the map knows whether
 * the weight is stored dense or sparse.
 *
 * <p>Every product is computed in parts, one for each worker of the {@link Team}; a part writes only its own rows, so
 * the workers need only a barrier between products that depend on each other. All workers call the same products in the
 * same order, since a product may contain barriers itself.
 *
 * <p>A map is valid as long as the way the weight is stored does not change; a {@link WeightMap} gives the current one.
 */
public abstract sealed class LinearMap permits DenseLinearMap, SparseLinearMap {

    private final int[] rowBounds;
    private final int[] columnBounds;

    /**
     * @param rowBounds where each worker's rows begin
     * @param columnBounds where each worker's columns begin
     */
    LinearMap(int[] rowBounds, int[] columnBounds) {
        this.rowBounds = rowBounds;
        this.columnBounds = columnBounds;
    }

    /** The map of a weight as it is stored now. */
    public static LinearMap of(Parameter weight, Team team) {
        return switch (weight.format()) {
            case DENSE -> new DenseLinearMap(weight, team.size());
            case SPARSE -> new SparseLinearMap(weight, team);
        };
    }

    /**
     * A map for some workers that sum up a gradient of their own until {@link #takeGradient} passes it to the
     * parameter: if several passes use the same weight at the same time, each has its own gradient.
     */
    public static LinearMap apart(Parameter weight, Team team) {
        return switch (weight.format()) {
            case DENSE -> DenseLinearMap.withOwnGradient(weight, team.size());
            case SPARSE -> SparseLinearMap.withOwnGradient(weight, team);
        };
    }

    /** Where each worker's rows of {@link #multiply} begin; the last element is the number of rows. */
    public final int[] rowBounds() {
        return rowBounds.clone();
    }

    /** Where each worker's rows of {@link #multiplyTransposed} begin; the last element is the number of columns. */
    public final int[] columnBounds() {
        return columnBounds.clone();
    }

    final int firstRow(int worker) {
        return rowBounds[worker];
    }

    final int firstColumn(int worker) {
        return columnBounds[worker];
    }

    /** The worker's rows of y = W x, or of y += W x where it adds; x is [columns × n] and y [rows × n]. */
    public abstract void multiply(int worker, Matrix x, Matrix y, boolean add);

    /** The worker's rows of x = Wᵀ y, or of x += Wᵀ y where it adds; y is [rows × n] and x [columns × n]. */
    public abstract void multiplyTransposed(int worker, Matrix y, Matrix x, boolean add);

    /** The worker's rows of G = y xᵀ, or of G += y xᵀ where it adds, for the gradient G of the weight. */
    public abstract void gradient(int worker, Matrix y, Matrix x, boolean add);

    /** The worker's rows of G = 0, the gradient of a weight that was only multiplied by 0. */
    public abstract void zeroGradient(int worker);

    /**
     * The worker's rows of G = G', or of G += G' where it adds, for the gradient G' that another map of the same weight
     * has summed up {@linkplain #apart apart}.
     *
     * @throws IllegalArgumentException if the other map's weight is stored in a different way
     */
    public abstract void takeGradient(int worker, LinearMap apart, boolean add);

    /**
     * The worker's part of x = Wᵀ times one-hot columns: column c of x becomes row {@code tokens[c]} of the weight. Parts
     * are columns of x here.
     *
     * @param x [columns × tokens]
     * @throws IndexOutOfBoundsException if a token is not a row of the weight
     */
    public abstract void gather(int worker, int[] tokens, Matrix x);

    /**
     * The worker's part of the gradient that goes with {@link #gather}: column c of x adds to row {@code tokens[c]} of the
     * gradient of the weight, in the order of the columns.
     *
     * @param x the gradient of the loss with respect to what was gathered, [columns × tokens]
     * @param add whether it adds to the gradient that there is
     */
    public abstract void scatter(int worker, int[] tokens, Matrix x, boolean add);

    /**
     * The same products a block of rows at a time.
     *
     * @param columns of every operand
     * @param team the workers, as many as the map has parts
     */
    public abstract RowBlocks rowBlocks(int columns, Team team);
}
