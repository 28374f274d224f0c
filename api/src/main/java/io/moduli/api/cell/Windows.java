package io.moduli.api.cell;

import io.moduli.api.tensor.Matrix;
import java.util.List;

/** The windows of a step that one accessor answers with. They are looked up while a network trains, so in an array. */
final class Windows {

    private final String accessor;
    private final String unit;
    private final String cell;
    private final Matrix[] windows;

    /**
     * Checks windows.
     *
     * @param accessor the method that answers with them
     * @param unit what they are counted by
     * @param cell how many of that the cell has, in words
     */
    private Windows(
            String accessor, String unit, String cell, int count, int rows, int columns, List<Matrix> windows) {
        this.accessor = accessor;
        this.unit = unit;
        this.cell = cell;
        this.windows = windows.toArray(Matrix[]::new);
        if (this.windows.length != count) {
            throw new IllegalArgumentException(
                    "%s: %d given for %s".formatted(accessor, this.windows.length, cell));
        }
        for (int number = 0; number < count; number++) {
            Matrix window = this.windows[number];
            if (window.rows() != rows || window.columns() != columns) {
                throw new IllegalArgumentException(
                        "%s: the window of %s %d is [%d x %d] instead of [%d x %d]".formatted(
                                accessor, unit, number, window.rows(), window.columns(), rows, columns));
            }
        }
    }

    /** One window for each gate. */
    static Windows ofGates(String accessor, CellShape shape, int units, int batch, List<Matrix> windows) {
        String gates = shape.gates() == 1 ? "a cell with 1 gate" : "a cell with %d gates".formatted(shape.gates());
        return new Windows(accessor, "gate", gates, shape.gates(), units, batch, windows);
    }

    /** No windows, since the recurrent projection is in those of the input. */
    static Windows ofSummedGates(String accessor, List<Matrix> windows) {
        return new Windows(
                accessor, "gate", "a cell with summed projections, which are in input", 0, 0, 0, windows);
    }

    /** One window for each state. */
    static Windows ofStates(String accessor, CellShape shape, int units, int batch, List<Matrix> windows) {
        return new Windows(
                accessor, "state", "a cell with states " + shape.states(), shape.states().size(), units, batch,
                windows);
    }

    /** One window for each number that a unit keeps for the backward pass. */
    static Windows ofSaved(String accessor, CellShape shape, int units, int batch, List<Matrix> windows) {
        return new Windows(
                accessor, "number", "a cell with saved = " + shape.saved(), shape.saved(), units, batch, windows);
    }

    /** One column for each unit vector. */
    static Windows ofVectors(String accessor, CellShape shape, int units, List<Matrix> windows) {
        List<String> names = shape.vectors().stream().map(UnitVector::name).toList();
        return new Windows(
                accessor, "vector", "a cell with unit vectors " + names, names.size(), units, 1, windows);
    }

    Matrix get(int number) {
        if (number < 0 || number >= windows.length) {
            throw notThere(number);
        }
        return windows[number];
    }

    private IndexOutOfBoundsException notThere(int number) {
        return new IndexOutOfBoundsException("%s: %s %d of %s".formatted(accessor, unit, number, cell));
    }
}
