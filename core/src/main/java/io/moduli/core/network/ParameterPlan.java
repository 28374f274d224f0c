package io.moduli.core.network;

import io.moduli.api.weight.WeightShape;
import io.moduli.core.engine.Parameter;
import java.util.Optional;

/**
 * A parameter before it is allocated.
 *
 * @param name its name in PyTorch's manner
 * @param weight its role and extents; empty for a vector
 * @param rows its rows
 * @param columns its columns, 1 for a vector
 * @param initialBound first values are uniform between this and its negative
 */
record ParameterPlan(String name, Optional<WeightShape> weight, int rows, int columns, double initialBound) {

    static ParameterPlan weight(WeightShape shape, double initialBound) {
        return new ParameterPlan(shape.name(), Optional.of(shape), shape.rows(), shape.columns(), initialBound);
    }

    static ParameterPlan vector(String name, int rows, double initialBound) {
        return new ParameterPlan(name, Optional.empty(), rows, 1, initialBound);
    }

    Parameter allocate() {
        return weight.map(shape -> Parameter.weight(shape, initialBound))
                .orElseGet(() -> Parameter.vector(name, rows, initialBound));
    }

    long entries() {
        return (long) rows * columns;
    }
}
