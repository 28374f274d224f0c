package io.moduli.plugins.pruning.geometric;

import io.moduli.api.pruning.PruningRound;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import java.util.BitSet;

/** What a mask leaves without any connection: units without recurrent input or output, features or outputs without units. */
final class Isolation {

    private final WeightShape shape;
    private final int rows;
    private final int columns;

    Isolation(WeightShape shape, Mask mask) {
        BitSet inputs = new BitSet();
        BitSet outputs = new BitSet();
        for (int row = 0; row < shape.rows(); row++) {
            for (int column = mask.nextKept(row, 0); column < shape.columns(); column = mask.nextKept(row,
                    column + 1)) {
                inputs.set(row % shape.units());
                outputs.set(column);
            }
        }
        this.shape = shape;
        this.rows = shape.units() - inputs.cardinality();
        this.columns = shape.columns() - outputs.cardinality();
    }

    /**
     * Warns about them, if there are any.
     *
     * @throws IllegalArgumentException if they are not allowed
     */
    void report(GeometricPruner.Isolated isolated, double sparsity, PruningRound round) {
        if (rows == 0 && columns == 0) {
            return;
        }
        String what = "%s: a sparsity of %s leaves %s".formatted(shape.name(), sparsity, unconnected());
        switch (isolated) {
            case ALLOW -> round.warn(what);
            case REFUSE -> throw new IllegalArgumentException(
                    "%s, and isolated = refuse; lower the sparsity,%s or write isolated = allow".formatted(
                            what, shape.role() == WeightRole.RECURRENT ? " keep self-connections," : ""));
        }
    }

    private String unconnected() {
        return switch (shape.role()) {
            case RECURRENT -> "%d of %d units without recurrent input and %d without recurrent output".formatted(
                    rows, shape.units(), columns);
            case READ_OUT -> "%d of %d outputs without a unit and %d of %d units without an output".formatted(
                    rows, shape.units(), columns, shape.columns());
            case INPUT, INITIAL_STATE, EMBEDDING ->
                "%d of %d units without a feature and %d of %d features without a unit"
                        .formatted(rows, shape.units(), columns, shape.columns());
        };
    }
}
