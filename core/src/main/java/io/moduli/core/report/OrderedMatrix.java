package io.moduli.core.report;

import io.moduli.core.engine.storage.Parameter;
import java.util.Arrays;

/** A gate's recurrent weights with rows and columns in the order of the units. */
final class OrderedMatrix {

    private OrderedMatrix() {}

    /**
     * The weights, removed ones as not-a-number.
     *
     * <p>Where there are more units than fit, a cell stands for a block of weights and shows the one of largest magnitude,
     * so that nothing that is there disappears.
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
        float[] values = new float[weight.columns()];
        for (int i = 0; i < units; i++) {
            int row = gate * units + order[i];
            weight.readRow(row, values);
            for (int j = 0; j < units; j++) {
                if (weight.mask().isEmpty() || weight.mask().get().keeps(row, order[j])) {
                    double value = values[order[j]];
                    double shown = pooled[i / block][j / block];
                    if (Double.isNaN(shown) || Math.abs(value) > Math.abs(shown)) {
                        pooled[i / block][j / block] = value;
                    }
                }
            }
        }
        return pooled;
    }
}
