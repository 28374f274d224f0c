package io.moduli.api.host;

import io.moduli.api.cell.CellShape;
import io.moduli.api.cell.UnitVector;
import io.moduli.api.tensor.Matrix;
import java.util.List;
import java.util.Map;

/** The windows of a step that one accessor answers with. They are looked up while a network trains, so in an array. */
final class Windows {

    private final StepWindow accessor;
    private final String unit;
    private final String cell;
    private final Matrix[] windows;

    /** Takes those of one name from all that are given for a step, and checks them. */
    Windows(StepWindow accessor, CellShape shape, int units, int batch, Map<StepWindow, List<Matrix>> all) {
        List<String> vectors = shape.vectors().stream().map(UnitVector::name).toList();
        int count;
        int columns = batch;
        switch (accessor) {
            case INPUT, RECURRENT -> {
                boolean inInput = accessor == StepWindow.RECURRENT && shape.summed();
                count = inInput ? 0 : shape.gates();
                unit = "gate";
                cell = inInput
                        ? "a cell with summed projections, which are in input"
                        : "a cell with %d gate%s".formatted(count, count == 1 ? "" : "s");
            }
            case PREVIOUS, NEXT, NEXT_GRADIENT, PREVIOUS_GRADIENT -> {
                count = shape.states().size();
                unit = "state";
                cell = "a cell with states " + shape.states();
            }
            case SAVED -> {
                count = shape.saved();
                unit = "number";
                cell = "a cell with saved = " + count;
            }
            case VECTOR, VECTOR_GRADIENT -> {
                count = vectors.size();
                columns = 1;
                unit = "vector";
                cell = "a cell with unit vectors " + vectors;
            }
            default -> throw new IllegalArgumentException(accessor.name());
        }
        this.accessor = accessor;
        this.windows = all.getOrDefault(accessor, List.of()).toArray(Matrix[]::new);
        require(count, units, columns);
    }

    private void require(int count, int rows, int columns) {
        if (windows.length != count) {
            throw new IllegalArgumentException("%s: %d given for %s".formatted(accessor, windows.length, cell));
        }
        for (int number = 0; number < count; number++) {
            Matrix window = windows[number];
            if (window.rows() != rows || window.columns() != columns) {
                throw new IllegalArgumentException("%s: the window of %s %d is [%d x %d] instead of [%d x %d]"
                        .formatted(accessor, unit, number, window.rows(), window.columns(), rows, columns));
            }
        }
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
