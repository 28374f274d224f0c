package io.moduli.core.engine.kernels;

import io.moduli.api.math.VectorMath;
import io.moduli.api.tensor.Matrix;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sets values to 0 with a probability p and divides the others by 1 - p. Whether a value is dropped is decided by an
 * integer hash (two rounds of multiply and shift) of a seed, its row and its column.
 */
public final class DropoutKernel {

    private static final VectorSpecies<Integer> INTEGERS = VectorMath.SPECIES.withLanes(int.class);
    private static final IntVector LANES = IntVector.zero(INTEGERS).addIndex(1);
    private static final int ROW_FACTOR = 0x9e3779b1;
    private static final int FIRST_FACTOR = 0x7feb352d;
    private static final int SECOND_FACTOR = 0x846ca68b;

    private final int threshold;
    private final float scale;

    /** @param probability the share of values that are dropped, from 0 to below 1 */
    public DropoutKernel(double probability) {
        if (!(probability >= 0 && probability < 1)) {
            throw new IllegalArgumentException("a dropout probability of " + probability);
        }
        // 31 bits of the hash are compared, as a non-negative number.
        this.threshold = (int) (probability * 0x1p31);
        this.scale = (float) (1 / (1 - probability));
    }

    /**
     * Writes the rows from {@code first} to {@code end - 1} of x to y.
     *
     * @param dropping whether to drop; otherwise values are copied as they are
     */
    public void apply(Matrix x, Matrix y, int first, int end, boolean dropping, int seed) {
        if (!dropping) {
            RowKernels.copy(x, y, first, end);
            return;
        }
        int columns = x.columns();
        for (int row = first; row < end; row++) {
            int key = mixed(seed + row * ROW_FACTOR);
            for (int column = 0; column < columns; column += Vectors.LENGTH) {
                VectorMask<Float> inside = Vectors.tail(column, columns);
                VectorMask<Float> kept = kept(key, column).cast(VectorMath.SPECIES);
                FloatVector values = Vectors.load(x, row, column, inside).mul(scale);
                Vectors.store(FloatVector.zero(VectorMath.SPECIES).blend(values, kept), y, row, column, inside);
            }
        }
    }

    private VectorMask<Integer> kept(int key, int column) {
        IntVector hash = LANES.add(column).mul(ROW_FACTOR).lanewise(VectorOperators.XOR, key);
        hash = hash.lanewise(VectorOperators.XOR, hash.lanewise(VectorOperators.LSHR, 16)).mul(FIRST_FACTOR);
        hash = hash.lanewise(VectorOperators.XOR, hash.lanewise(VectorOperators.LSHR, 15)).mul(SECOND_FACTOR);
        hash = hash.lanewise(VectorOperators.XOR, hash.lanewise(VectorOperators.LSHR, 16));
        return hash.lanewise(VectorOperators.LSHR, 1).compare(VectorOperators.GE, threshold);
    }

    private static int mixed(int value) {
        int hash = (value ^ (value >>> 16)) * FIRST_FACTOR;
        hash = (hash ^ (hash >>> 15)) * SECOND_FACTOR;
        return hash ^ (hash >>> 16);
    }
}
