package io.moduli.core.network;

import io.moduli.api.weight.WeightShape;
import io.moduli.core.engine.storage.Parameter;
import java.util.Optional;

/**
 * A parameter before it is allocated.
 *
 * @param name its name, as in PyTorch
 * @param weight its role and extents; empty for a vector
 * @param rows its rows
 * @param columns its columns, 1 for a vector
 * @param low the minimum first value; they are drawn uniformly
 * @param high the maximum first value; for a weight, the negative of the minimum
 */
record ParameterPlan(String name, Optional<WeightShape> weight, int rows, int columns, double low, double high) {

    static ParameterPlan weight(WeightShape shape, double initialBound) {
        return new ParameterPlan(shape.name(), Optional.of(shape), shape.rows(), shape.columns(), -initialBound,
                initialBound);
    }

    static ParameterPlan vector(String name, int rows, double initialBound) {
        return vector(name, rows, -initialBound, initialBound);
    }

    static ParameterPlan vector(String name, int rows, double low, double high) {
        return new ParameterPlan(name, Optional.empty(), rows, 1, low, high);
    }

    Parameter allocate() {
        return weight.map(shape -> Parameter.weight(shape, high))
                .orElseGet(() -> Parameter.vector(name, rows, low, high));
    }

    long entries() {
        return (long) rows * columns;
    }
}
