package io.moduli.core.engine.kernels;

import io.moduli.api.math.VectorMath;
import io.moduli.api.tensor.Matrix;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * Moves vectors between registers and matrices. Loops over columns take steps of {@link #LENGTH} without a mask up to
 * {@link #whole} of the count, and do the rest, if any, once under {@link #tail}; loops that always use {@link #tail}
 * are for point-wise work.
 *
 * <p>Addresses are not checked here: a loop stays within its matrices' rows and columns, which are checked when a
 * window is created. A check at every access, as by {@link MemorySegment}, is so much code that the compiler gives up
 * half-way through a kernel, and each vector of the rest becomes an object. Fences keep the memory alive instead.
 */
public final class Vectors {

    /** How many float32 numbers a vector holds. */
    public static final int LENGTH = VectorMath.SPECIES.length();

    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    /** All memory, so that the compiler knows the segment of every access: its kind, its liveness and its bounds. */
    private static final MemorySegment EVERYWHERE = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private static final long ADDRESSES = (1L << 61) - 1;

    private static final VectorShuffle<Float> BY_HALF = rotation(2);
    private static final VectorShuffle<Float> BY_QUARTER = rotation(4);
    private static final VectorShuffle<Float> BY_EIGHTH = rotation(8);
    private static final VectorShuffle<Float> BY_SIXTEENTH = rotation(16);

    static {
        // Set before the first kernel is compiled: all of them use this class.
        KernelCompilation.apart();
    }

    private Vectors() {}

    /** The address of the first element of a row; the caller keeps the matrix alive. */
    public static long address(Matrix matrix, int row) {
        return address(matrix, row, 0);
    }

    /** The number of bytes from one row to the next. */
    public static long stride(Matrix matrix) {
        return matrix.stride() * (long) Float.BYTES;
    }

    /** Whether the rows are contiguous, so that point-wise work can treat them as a single row. */
    public static boolean isContiguous(Matrix matrix) {
        return matrix.stride() == matrix.columns();
    }

    /** How many runs of numbers point-wise work on two matrices of the same extents has: 1, or one for each row. */
    public static int runs(Matrix a, Matrix b) {
        return isContiguous(a) && isContiguous(b) ? 1 : a.rows();
    }

    /** The same on three matrices. */
    public static int runs(Matrix a, Matrix b, Matrix c) {
        return isContiguous(c) ? runs(a, b) : a.rows();
    }

    /** The same on four matrices. */
    public static int runs(Matrix a, Matrix b, Matrix c, Matrix d) {
        return isContiguous(d) ? runs(a, b, c) : a.rows();
    }

    /** The same on five matrices. */
    public static int runs(Matrix a, Matrix b, Matrix c, Matrix d, Matrix e) {
        return isContiguous(e) ? runs(a, b, c, d) : a.rows();
    }

    /** How many numbers each run has, given the number of runs; run r begins where row r does. */
    public static int lengthOfRun(Matrix matrix, int runs) {
        return matrix.rows() / runs * matrix.columns();
    }

    /** The address of an element; the caller keeps the matrix alive. */
    public static long address(Matrix matrix, int row, int column) {
        return matrix.memory().address() + matrix.byteOffset(row, column);
    }

    /** The largest multiple of the vector length that does not exceed the count. */
    public static int whole(int count) {
        return VectorMath.SPECIES.loopBound(count);
    }

    /** The mask for the rest of a count from an index. */
    public static VectorMask<Float> tail(int index, int count) {
        return VectorMath.SPECIES.indexInRange(index, count);
    }

    /** The elements from (row, column) on. */
    public static FloatVector load(Matrix matrix, int row, int column) {
        FloatVector vector = FloatVector.fromMemorySegment(VectorMath.SPECIES, EVERYWHERE, address(matrix, row, column),
                ORDER);
        Reference.reachabilityFence(matrix);
        return vector;
    }

    /** The elements from (row, column) on under a mask; lanes outside of it are 0. */
    public static FloatVector load(Matrix matrix, int row, int column, VectorMask<Float> mask) {
        FloatVector vector = FloatVector.fromMemorySegment(
                VectorMath.SPECIES, EVERYWHERE, address(matrix, row, column), ORDER, mask);
        Reference.reachabilityFence(matrix);
        return vector;
    }

    /** Writes a vector to (row, column) and on. */
    public static void store(FloatVector vector, Matrix matrix, int row, int column) {
        vector.intoMemorySegment(EVERYWHERE, address(matrix, row, column), ORDER);
        Reference.reachabilityFence(matrix);
    }

    /** Writes the lanes under a mask to (row, column) and on. */
    public static void store(FloatVector vector, Matrix matrix, int row, int column, VectorMask<Float> mask) {
        vector.intoMemorySegment(EVERYWHERE, address(matrix, row, column), ORDER, mask);
        Reference.reachabilityFence(matrix);
    }

    /** Reads some rows of a matrix of one column. */
    public static void readColumn(Matrix matrix, int firstRow, int rows, float[] numbers) {
        long source = address(matrix, firstRow, 0);
        long stride = matrix.stride() * (long) Float.BYTES;
        for (int row = 0; row < rows; row++) {
            numbers[row] = floatAt(source + row * stride);
        }
        Reference.reachabilityFence(matrix);
    }

    /** Writes some rows of a matrix of one column. */
    public static void writeColumn(float[] numbers, Matrix matrix, int firstRow, int rows) {
        long target = address(matrix, firstRow, 0);
        long stride = matrix.stride() * (long) Float.BYTES;
        for (int row = 0; row < rows; row++) {
            setFloatAt(target + row * stride, numbers[row]);
        }
        Reference.reachabilityFence(matrix);
    }

    public static FloatVector load(MemorySegment memory, long index) {
        FloatVector vector = FloatVector.fromMemorySegment(VectorMath.SPECIES, EVERYWHERE,
                memory.address() + index * Float.BYTES, ORDER);
        Reference.reachabilityFence(memory);
        return vector;
    }

    public static FloatVector load(MemorySegment memory, long index, VectorMask<Float> mask) {
        FloatVector vector = FloatVector.fromMemorySegment(VectorMath.SPECIES, EVERYWHERE,
                memory.address() + index * Float.BYTES, ORDER, mask);
        Reference.reachabilityFence(memory);
        return vector;
    }

    public static void store(FloatVector vector, MemorySegment memory, long index) {
        vector.intoMemorySegment(EVERYWHERE, memory.address() + index * Float.BYTES, ORDER);
        Reference.reachabilityFence(memory);
    }

    public static void store(FloatVector vector, MemorySegment memory, long index, VectorMask<Float> mask) {
        vector.intoMemorySegment(EVERYWHERE, memory.address() + index * Float.BYTES, ORDER, mask);
        Reference.reachabilityFence(memory);
    }

    /**
     * The same address in a form that lets the compiler know that it is below 2⁶¹, as every address is. It then knows
     * that accesses at fixed distances from it are inside {@link #EVERYWHERE}, and omits a comparison and a jump for
     * each: a third of the inner loop of a sparse product.
     */
    static long bounded(long address) {
        return address & ADDRESSES;
    }

    /** The elements at an address. */
    public static FloatVector loadAt(long address) {
        return FloatVector.fromMemorySegment(VectorMath.SPECIES, EVERYWHERE, address, ORDER);
    }

    /** The elements at an address under a mask; lanes outside of it are 0. */
    public static FloatVector loadAt(long address, VectorMask<Float> mask) {
        return FloatVector.fromMemorySegment(VectorMath.SPECIES, EVERYWHERE, address, ORDER, mask);
    }

    /** Writes a vector to an address. */
    public static void storeAt(FloatVector vector, long address) {
        vector.intoMemorySegment(EVERYWHERE, address, ORDER);
    }

    /** Writes the lanes under a mask to an address. */
    public static void storeAt(FloatVector vector, long address, VectorMask<Float> mask) {
        vector.intoMemorySegment(EVERYWHERE, address, ORDER, mask);
    }

    /** The float32 number at an address. */
    public static float floatAt(long address) {
        return EVERYWHERE.get(ValueLayout.JAVA_FLOAT_UNALIGNED, address);
    }

    /** Writes a float32 number to an address. */
    public static void setFloatAt(long address, float value) {
        EVERYWHERE.set(ValueLayout.JAVA_FLOAT_UNALIGNED, address, value);
    }

    /** The 32-bit integer at an address. */
    public static int intAt(long address) {
        return EVERYWHERE.get(ValueLayout.JAVA_INT_UNALIGNED, address);
    }

    /**
     * The sum of the lanes in float32, added up by halves; {@link VectorMath#SPECIES} has at most 16 lanes. The Vector
     * API's own sum has no fixed order, so compiled and interpreted code would give different bits; adding up lane by
     * lane takes too long to do for every entry.
     */
    static float sumOfLanes(FloatVector vector) {
        FloatVector sum = vector;
        if (LENGTH > 1) {
            sum = sum.add(sum.rearrange(BY_HALF));
        }
        if (LENGTH > 2) {
            sum = sum.add(sum.rearrange(BY_QUARTER));
        }
        if (LENGTH > 4) {
            sum = sum.add(sum.rearrange(BY_EIGHTH));
        }
        if (LENGTH > 8) {
            sum = sum.add(sum.rearrange(BY_SIXTEENTH));
        }
        return sum.lane(0);
    }

    /** Shifts all lanes by a part of the vector. */
    private static VectorShuffle<Float> rotation(int parts) {
        int distance = LENGTH / parts;
        return VectorShuffle.fromOp(VectorMath.SPECIES, lane -> (lane + distance) % LENGTH);
    }
}
