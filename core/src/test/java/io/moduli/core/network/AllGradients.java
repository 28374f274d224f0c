package io.moduli.core.network;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.storage.Parameter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gradients with respect to all entries of all weights, put together from blocks of rows. */
public final class AllGradients {

    private AllGradients() {}

    /** Repeats the last pass and collects the gradients of all weights, [rows × columns] each. */
    public static Map<Parameter, Matrix> ofRepeatedPass(Network network) {
        network.repeat();
        return of(network, Integer.MAX_VALUE);
    }

    /** The gradients of the last pass, collected from blocks of some rows each. */
    static Map<Parameter, Matrix> of(Network network, int rowsOfBlock) {
        Map<Parameter, Matrix> gradients = new LinkedHashMap<>();
        for (Parameter weight : network.weights()) {
            Matrix all = Matrix.allocate(weight.rows(), weight.columns());
            network.gradient(weight, Math.min(rowsOfBlock, weight.rows()), (firstRow, rows) -> {
                for (int row = 0; row < rows.rows(); row++) {
                    for (int column = 0; column < rows.columns(); column++) {
                        all.set(firstRow + row, column, rows.get(row, column));
                    }
                }
            });
            gradients.put(weight, all);
        }
        return gradients;
    }
}
