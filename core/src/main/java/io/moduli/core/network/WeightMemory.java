package io.moduli.core.network;

import io.moduli.core.engine.kernels.SparseGradientKernels;
import io.moduli.core.engine.kernels.Vectors;
import java.util.Map;

/**
 * How many off-heap floats a weight and its maps take, stored dense or sparse. Integers count as floats.
 *
 * @param moments how many moments the optimizer keeps
 * @param density the maximum share of entries of a weight that is stored sparse; 0 if none is
 * @param starting the shares of entries of the weights that are stored sparse from the beginning, by their names
 */
record WeightMemory(int moments, double density, Map<String, Double> starting) {

    private static final int FLOATS_PER_LINE = 16;
    private static final int NUMBERS_OF_PLACE = 3;

    WeightMemory {
        starting = Map.copyOf(starting);
    }

    /** A matrix whose rows begin at cache lines. */
    static double matrix(double rows, double columns) {
        return rows * FLOATS_PER_LINE * Math.ceil(columns / FLOATS_PER_LINE);
    }

    /** A matrix of a weight's size whose rows begin at cache lines. */
    static double matrix(ParameterPlan weight) {
        return matrix(weight.rows(), weight.columns());
    }

    /** A matrix of activations. */
    static double activations(double rows, double columns) {
        return columns < Vectors.LENGTH ? rows * columns : matrix(rows, columns);
    }

    /** Activations and their gradients. */
    static double signal(double rows, double columns) {
        return activations(rows, columns) + matrix(rows, columns);
    }

    /** Values, gradients and moments of a vector. */
    double vector(double rows) {
        return (2 + moments) * rows;
    }

    /** Whether a weight is stored sparse from the beginning. */
    boolean beginsSparse(ParameterPlan weight) {
        return starting.containsKey(weight.name());
    }

    /**
     * Values, gradients, moments and survivors of a weight that is stored dense; those of the sparse form if it never
     * is.
     */
    double dense(ParameterPlan weight) {
        return beginsSparse(weight) ? sparse(weight)
                : (3 + moments) * (weight.columns() == 1 ? weight.rows() : matrix(weight.rows(), weight.columns()));
    }

    /** Values, gradients and moments of a weight that is stored sparse, and three integers that say where an entry is. */
    double sparse(ParameterPlan weight) {
        return (2 + moments + NUMBERS_OF_PLACE) * entries(weight) + weight.rows() + weight.columns();
    }

    /** The copies of the values that a map makes of a weight that is stored sparse. */
    double entries(ParameterPlan weight) {
        return starting.getOrDefault(weight.name(), density) * weight.entries();
    }

    /** Two copies of the operand's panel of the widest kernel that a map of a sparse weight packs. */
    double panels(ParameterPlan weight, double columns) {
        double width = Vectors.LENGTH * Math.min(SparseGradientKernels.VECTORS, Math.ceil(columns / Vectors.LENGTH));
        return 2 * width * Math.max(weight.rows(), weight.columns());
    }

    /** The larger of two ways of storing a weight. */
    double larger(double dense, double sparse) {
        return density > 0 ? Math.max(dense, sparse) : dense;
    }
}
