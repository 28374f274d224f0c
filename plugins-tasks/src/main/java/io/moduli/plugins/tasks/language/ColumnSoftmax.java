package io.moduli.plugins.tasks.language;

import io.moduli.api.math.VectorMath;
import io.moduli.api.tensor.Matrix;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The maximum output of each column and the logarithm of the sum of its outputs' exponentials.
 *
 * <p>Columns lie side by side in a vector's lanes and rows are read one after the other, so all sums go down the rows and
 * are the same on every machine, however wide its vectors.
 */
final class ColumnSoftmax {

    private static final VectorSpecies<Float> SPECIES = VectorMath.SPECIES;
    private static final int LENGTH = SPECIES.length();
    /** How many exponentials are added up in float32 before they are added to the float64 sum. */
    private static final int BLOCK = 64;

    private final int columns;
    private final float[] maximum;
    private final float[] partialSums;
    private final double[] sums;

    /** Allocates memory for matrices with a given number of columns. */
    ColumnSoftmax(int columns) {
        this.columns = columns;
        int wholeVectors = Math.ceilDiv(columns, LENGTH) * LENGTH;
        this.maximum = new float[wholeVectors];
        this.partialSums = new float[wholeVectors];
        this.sums = new double[columns];
    }

    /** Reads all outputs. */
    void read(Matrix outputs) {
        Arrays.fill(maximum, Float.NEGATIVE_INFINITY);
        for (int row = 0; row < outputs.rows(); row++) {
            takeGreatest(outputs, row);
        }
        Arrays.fill(sums, 0);
        for (int first = 0; first < outputs.rows(); first += BLOCK) {
            Arrays.fill(partialSums, 0);
            int end = Math.min(outputs.rows(), first + BLOCK);
            for (int row = first; row < end; row++) {
                addExponentials(outputs, row);
            }
            for (int column = 0; column < columns; column++) {
                sums[column] += partialSums[column];
            }
        }
    }

    /** The maximum output of a column. */
    float maximum(int column) {
        return maximum[column];
    }

    /** log Σ exp(output) of a column. */
    double logOfSum(int column) {
        return maximum[column] + StrictMath.log(sums[column]);
    }

    private void takeGreatest(Matrix outputs, int row) {
        MemorySegment memory = outputs.memory();
        long begin = outputs.byteOffset(row, 0);
        int column = 0;
        for (; column < SPECIES.loopBound(columns); column += LENGTH) {
            FloatVector values = load(memory, begin, column);
            FloatVector.fromArray(SPECIES, maximum, column).max(values).intoArray(maximum, column);
        }
        if (column < columns) {
            FloatVector values = load(memory, begin, column, SPECIES.indexInRange(column, columns));
            FloatVector.fromArray(SPECIES, maximum, column).max(values).intoArray(maximum, column);
        }
    }

    private void addExponentials(Matrix outputs, int row) {
        MemorySegment memory = outputs.memory();
        long begin = outputs.byteOffset(row, 0);
        int column = 0;
        for (; column < SPECIES.loopBound(columns); column += LENGTH) {
            addExponentials(load(memory, begin, column), column);
        }
        if (column < columns) {
            addExponentials(load(memory, begin, column, SPECIES.indexInRange(column, columns)), column);
        }
    }

    private void addExponentials(FloatVector values, int column) {
        FloatVector exponentials = VectorMath.exp(values.sub(FloatVector.fromArray(SPECIES, maximum, column)));
        FloatVector.fromArray(SPECIES, partialSums, column).add(exponentials).intoArray(partialSums, column);
    }

    private static FloatVector load(MemorySegment memory, long begin, int column) {
        return FloatVector.fromMemorySegment(
                SPECIES, memory, begin + (long) column * Float.BYTES, ByteOrder.nativeOrder());
    }

    private static FloatVector load(MemorySegment memory, long begin, int column, VectorMask<Float> mask) {
        return FloatVector.fromMemorySegment(
                SPECIES, memory, begin + (long) column * Float.BYTES, ByteOrder.nativeOrder(), mask);
    }
}
