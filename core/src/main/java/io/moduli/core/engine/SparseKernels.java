package io.moduli.core.engine;

import io.moduli.api.math.VectorMath;
import io.moduli.api.tensor.Matrix;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** Products of a sparse matrix and dense ones, for some of the rows. */
final class SparseKernels {

    private SparseKernels() {}

    /** The rows from {@code first} to {@code end - 1} of y = a x, or of y += a x where it adds. */
    static void multiply(
            SparseRows a, MemorySegment values, Matrix x, Matrix y, boolean add, int first, int end) {
        for (int row = first; row < end; row++) {
            int begin = a.begin(row);
            int endOfRow = a.begin(row + 1);
            for (int column = 0; column < y.columns(); column += Vectors.LENGTH) {
                VectorMask<Float> mask = Vectors.tail(column, y.columns());
                FloatVector sum = add ? Vectors.load(y, row, column, mask) : FloatVector.zero(VectorMath.SPECIES);
                for (int entry = begin; entry < endOfRow; entry++) {
                    FloatVector value = VectorMath.all(values.getAtIndex(ValueLayout.JAVA_FLOAT, entry));
                    sum = value.fma(Vectors.load(x, a.column(entry), column, mask), sum);
                }
                Vectors.store(sum, y, row, column, mask);
            }
        }
    }

    /** g = Σ y[i, c] x[j, c] over the columns c, or g += …, for each stored entry (i, j) of some rows. */
    static void gradient(SparseRows a, Matrix y, Matrix x, MemorySegment g, boolean add, int first, int end) {
        for (int row = first; row < end; row++) {
            int endOfRow = a.begin(row + 1);
            for (int entry = a.begin(row); entry < endOfRow; entry++) {
                int other = a.column(entry);
                FloatVector sums = FloatVector.zero(VectorMath.SPECIES);
                for (int column = 0; column < y.columns(); column += Vectors.LENGTH) {
                    VectorMask<Float> mask = Vectors.tail(column, y.columns());
                    sums = Vectors.load(y, row, column, mask).fma(Vectors.load(x, other, column, mask), sums);
                }
                float sum = (float) VectorMath.sumOfLanes(sums);
                float before = add ? g.getAtIndex(ValueLayout.JAVA_FLOAT, entry) : 0;
                g.setAtIndex(ValueLayout.JAVA_FLOAT, entry, before + sum);
            }
        }
    }
}
