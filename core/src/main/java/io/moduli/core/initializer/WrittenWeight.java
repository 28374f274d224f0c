package io.moduli.core.initializer;

import io.moduli.api.initializer.FirstWeights;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.core.engine.storage.Parameter;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A weight as an initializer writes it.
 *
 * @param parameter the destination of the values
 * @param mask the mask that the initializer sees
 */
record WrittenWeight(Parameter parameter, PlacedWeight weight, Optional<Mask> mask, RandomGenerator random)
        implements FirstWeights {

    @Override
    public double bound() {
        return parameter.initialBound();
    }

    /** Makes all entries 0. */
    void clear() {
        float[] zeros = new float[parameter.columns()];
        for (int row = 0; row < parameter.rows(); row++) {
            parameter.writeRow(row, zeros);
        }
    }

    @Override
    public void write(int row, float[] values) {
        Objects.checkIndex(row, parameter.rows());
        if (values.length != parameter.columns()) {
            throw new IllegalArgumentException("%d first values for a row of %s, which has %d columns"
                    .formatted(values.length, parameter.name(), parameter.columns()));
        }
        for (int column = 0; column < values.length; column++) {
            if (!Float.isFinite(values[column])) {
                throw new IllegalArgumentException("the first value of %s in row %d and column %d is %s"
                        .formatted(parameter.name(), row, column, values[column]));
            }
        }
        parameter.writeRow(row, values);
    }
}
