package io.moduli.api.tensor;

import java.lang.foreign.MemorySegment;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Matrices as arrays of ND4J; apart from {@link Matrix}, so that ND4J is loaded only where somebody asks for it. */
public final class NativeArrays {

    static {
        // ND4J searches for its parts in the class loader that it is first used under, which may be a plugin's.
        ND4JClassLoading.setNd4jClassloader(NativeArrays.class.getClassLoader());
    }

    private NativeArrays() {}

    /**
     * The same memory as an ND4J array of the same extents, without a copy. It costs tens of microseconds: keep it.
     *
     * @param matrix a window
     * @return a view, [rows × columns]; writing to one writes to the other
     */
    public static INDArray view(Matrix matrix) {
        long floats = matrix.memory().byteSize() / Float.BYTES;
        SegmentPointer pointer = new SegmentPointer(matrix.memory(), floats);
        DataBuffer buffer = Nd4j.createBuffer(pointer, DataType.FLOAT, floats, FloatIndexer.create(pointer));
        return Nd4j.create(
                buffer,
                new long[] {matrix.rows(), matrix.columns()},
                new long[] {matrix.stride(), 1},
                matrix.byteOffset(0, 0) / Float.BYTES,
                'c',
                DataType.FLOAT);
    }

    /** A pointer to a segment's memory that keeps the segment, and so the memory, alive. */
    private static final class SegmentPointer extends FloatPointer {

        private final MemorySegment segment;

        SegmentPointer(MemorySegment segment, long floats) {
            super((Pointer) null);
            this.segment = segment;
            this.address = segment.address();
            capacity(floats);
        }

        @Override
        public String toString() {
            return "SegmentPointer[" + segment + "]";
        }
    }
}
