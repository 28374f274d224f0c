package io.moduli.plugins.pruning.geometric;

import io.moduli.api.pruning.PruningRound;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightShape;
import java.util.BitSet;

/** Units of a layer that a mask leaves without any recurrent input, or without any recurrent output. */
final class Isolation {

    private final WeightShape shape;
    private final int withoutInput;
    private final int withoutOutput;

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
        this.withoutInput = shape.units() - inputs.cardinality();
        this.withoutOutput = shape.columns() - outputs.cardinality();
    }

    /**
     * Tells of them, if there are any.
     *
     * @throws IllegalArgumentException where they are refused
     */
    void report(GeometricPruner.Isolated isolated, double sparsity, PruningRound round) {
        if (withoutInput == 0 && withoutOutput == 0) {
            return;
        }
        String what = "%s: a sparsity of %s leaves %d of %d units without recurrent input and %d without recurrent output"
                .formatted(shape.name(), sparsity, withoutInput, shape.units(), withoutOutput);
        switch (isolated) {
            case ALLOW -> round.warn(what);
            case REFUSE -> throw new IllegalArgumentException(
                    what + ", and isolated = refuse; lower the sparsity, keep self-connections, or write isolated = allow");
        }
    }
}
