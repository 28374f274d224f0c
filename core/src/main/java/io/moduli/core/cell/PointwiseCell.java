package io.moduli.core.cell;

import io.moduli.api.cell.CellStep;
import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.math.VectorMath;
import io.moduli.core.engine.Vectors;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** A cell written for one vector of a unit's batch at a time; the loops over units and columns are here. */
abstract class PointwiseCell implements RecurrentCell {

    /** The forward pass of one unit at the columns from {@code column} on that the mask says. */
    abstract void forward(CellStep step, int unit, int column, VectorMask<Float> mask);

    /** The backward pass of the same. */
    abstract void backward(CellStep step, int unit, int column, VectorMask<Float> mask);

    @Override
    public final void forward(CellStep step) {
        int units = step.units();
        int batch = step.batch();
        int whole = Vectors.whole(batch);
        VectorMask<Float> all = VectorMath.SPECIES.maskAll(true);
        VectorMask<Float> tail = Vectors.tail(whole, batch);
        for (int unit = 0; unit < units; unit++) {
            for (int column = 0; column < whole; column += Vectors.LENGTH) {
                forward(step, unit, column, all);
            }
            if (whole < batch) {
                forward(step, unit, whole, tail);
            }
        }
    }

    @Override
    public final void backward(CellStep step) {
        int units = step.units();
        int batch = step.batch();
        int whole = Vectors.whole(batch);
        VectorMask<Float> all = VectorMath.SPECIES.maskAll(true);
        VectorMask<Float> tail = Vectors.tail(whole, batch);
        for (int unit = 0; unit < units; unit++) {
            for (int column = 0; column < whole; column += Vectors.LENGTH) {
                backward(step, unit, column, all);
            }
            if (whole < batch) {
                backward(step, unit, whole, tail);
            }
        }
    }

    /** 1 - x. */
    static FloatVector complement(FloatVector x) {
        return x.neg().add(1.0f);
    }
}
