package io.moduli.core.engine;

import io.moduli.api.math.VectorMath;
import io.moduli.api.tensor.Matrix;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Moves vectors between registers and matrices. Loops over columns go in steps of {@link #LENGTH} up to {@link #whole} of
 * the count without a mask and do the rest, if any, once under {@link #tail}.
 */
public final class Vectors {

    /** How many float32 numbers a vector holds. */
    public static final int LENGTH = VectorMath.SPECIES.length();

    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private Vectors() {}

    /** The greatest multiple of the vector length that is not above the count. */
    public static int whole(int count) {
        return VectorMath.SPECIES.loopBound(count);
    }

    /** The mask of what is left of a count from an index on. */
    public static VectorMask<Float> tail(int index, int count) {
        return VectorMath.SPECIES.indexInRange(index, count);
    }

    /** The elements from (row, column) on. */
    public static FloatVector load(Matrix matrix, int row, int column) {
        return FloatVector.fromMemorySegment(VectorMath.SPECIES, matrix.memory(), matrix.byteOffset(row, column),
                ORDER);
    }

    /** The elements from (row, column) on under a mask; lanes outside of it are 0. */
    public static FloatVector load(Matrix matrix, int row, int column, VectorMask<Float> mask) {
        return FloatVector.fromMemorySegment(
                VectorMath.SPECIES, matrix.memory(), matrix.byteOffset(row, column), ORDER, mask);
    }

    /** Writes a vector to (row, column) and on. */
    public static void store(FloatVector vector, Matrix matrix, int row, int column) {
        vector.intoMemorySegment(matrix.memory(), matrix.byteOffset(row, column), ORDER);
    }

    /** Writes the lanes under a mask to (row, column) and on. */
    public static void store(FloatVector vector, Matrix matrix, int row, int column, VectorMask<Float> mask) {
        vector.intoMemorySegment(matrix.memory(), matrix.byteOffset(row, column), ORDER, mask);
    }

    static FloatVector load(MemorySegment memory, long index) {
        return FloatVector.fromMemorySegment(VectorMath.SPECIES, memory, index * Float.BYTES, ORDER);
    }

    static FloatVector load(MemorySegment memory, long index, VectorMask<Float> mask) {
        return FloatVector.fromMemorySegment(VectorMath.SPECIES, memory, index * Float.BYTES, ORDER, mask);
    }

    static void store(FloatVector vector, MemorySegment memory, long index) {
        vector.intoMemorySegment(memory, index * Float.BYTES, ORDER);
    }

    static void store(FloatVector vector, MemorySegment memory, long index, VectorMask<Float> mask) {
        vector.intoMemorySegment(memory, index * Float.BYTES, ORDER, mask);
    }
}
