package io.moduli.core.report;

import io.moduli.core.engine.storage.Parameter;
import java.util.Arrays;

/** A gate's recurrent weights with rows and columns in the order of the units. */
final class OrderedMatrix {

    private OrderedMatrix() {}

    /**
     * The weights, with removed ones as NaN. <p>If there are more units than fit, a cell stands for a block of weights
     * and shows the one of largest magnitude, so that no surviving weight disappears.
     *
     * @param gate which block of rows
     * @param order the units' numbers
     * @param most rows and columns that fit
     */
    static double[][] of(Parameter weight, int gate, int[] order, int most) {
        int units = order.length;
        int block = Math.ceilDiv(units, most);
        int cells = Math.ceilDiv(units, block);
        double[][] pooled = new double[cells][cells];
        for (double[] row : pooled) {
            Arrays.fill(row, Double.NaN);
        }
        int[] places = new int[units];
        for (int place = 0; place < units; place++) {
            places[order[place]] = place;
        }
        for (int place = 0; place < units; place++) {
            double[] cellsOfRow = pooled[place / block];
            weight.forEachKept(gate * units + order[place], (column, value) -> {
                int cell = places[column] / block;
                if (Double.isNaN(cellsOfRow[cell]) || Math.abs(value) > Math.abs(cellsOfRow[cell])) {
                    cellsOfRow[cell] = value;
                }
            });
        }
        return pooled;
    }
}
