package io.moduli.core.benchmark;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.storage.SparseWeight;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.mkl.presets.mkl_rt;

/**
 * The products of a sparse weight and a dense matrix as Intel's Math Kernel Library computes them: {@code mkl_sparse_s_mm} on
 * compressed rows, told beforehand what comes and allowed to prepare for it. The library has no product for the gradient of a
 * sparse weight. On processors of other makers it takes code that is not made for them.
 */
final class MklProducts implements AutoCloseable {

    /** Constants and structures as the library's header {@code mkl_spblas.h} has them. */
    private static final int INDICES_FROM_0 = 0;
    private static final int AS_IT_IS = 10;
    private static final int TRANSPOSED = 11;
    private static final int ROWS_FIRST = 101;
    private static final int GENERAL = 20;
    private static final StructLayout DESCRIPTION = MemoryLayout.structLayout(JAVA_INT, JAVA_INT, JAVA_INT);

    private static final int EXPECTED_CALLS = 1000;

    private final Functions functions = Functions.LOADED;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment general = arena.allocate(DESCRIPTION);
    private final MemorySegment matrix;

    /**
     * Takes over the weight's memory as it is.
     *
     * @param width columns of the dense matrices
     */
    MklProducts(SparseWeight weight, int width, int threads) {
        general.set(JAVA_INT, 0, GENERAL);
        MemorySegment begins = weight.structure().byRow().begins();
        MemorySegment handle = arena.allocate(ADDRESS);
        call(functions.setThreads, threads);
        require(call(
                functions.create, handle, INDICES_FROM_0, weight.structure().rows(), weight.structure().columns(),
                begins, begins.asSlice(Integer.BYTES), weight.structure().byRow().columnIndices(), weight.values()));
        this.matrix = handle.get(ADDRESS, 0);
        for (int operation : new int[] {AS_IT_IS, TRANSPOSED}) {
            require(call(functions.hint, matrix, operation, general, ROWS_FIRST, width, EXPECTED_CALLS));
        }
        require(call(functions.optimize, matrix));
    }

    /** y = W x. */
    void multiply(Matrix x, Matrix y) {
        product(AS_IT_IS, x, y);
    }

    /** x = Wᵀ y. */
    void multiplyTransposed(Matrix y, Matrix x) {
        product(TRANSPOSED, y, x);
    }

    private void product(int operation, Matrix from, Matrix to) {
        require(call(
                functions.multiply, operation, 1f, matrix, general, ROWS_FIRST, memory(from), from.columns(),
                from.stride(), 0f, memory(to), to.stride()));
    }

    private static MemorySegment memory(Matrix matrix) {
        return matrix.memory().asSlice(matrix.byteOffset(0, 0));
    }

    @Override
    public void close() {
        require(call(functions.destroy, matrix));
        arena.close();
    }

    private static Object call(MethodHandle function, Object... arguments) {
        try {
            return function.invokeWithArguments(arguments);
        } catch (Throwable unexpected) {
            throw new IllegalStateException("a call of the Math Kernel Library", unexpected);
        }
    }

    private static void require(Object status) {
        if (!status.equals(0)) {
            throw new IllegalStateException("the Math Kernel Library came to status " + status);
        }
    }

    /** What is called; {@code sparse_matrix_t} is a pointer. */
    private record Functions(
            MethodHandle setThreads, MethodHandle create, MethodHandle hint, MethodHandle optimize,
            MethodHandle multiply, MethodHandle destroy) {

        private static final SymbolLookup LIBRARY = library();
        static final Functions LOADED = load();

        private static Functions load() {
            return new Functions(
                    function("MKL_Set_Num_Threads", FunctionDescriptor.ofVoid(JAVA_INT)),
                    function("mkl_sparse_s_create_csr", FunctionDescriptor.of(
                            JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS)),
                    function("mkl_sparse_set_mm_hint", FunctionDescriptor.of(
                            JAVA_INT, ADDRESS, JAVA_INT, DESCRIPTION, JAVA_INT, JAVA_INT, JAVA_INT)),
                    function("mkl_sparse_optimize", FunctionDescriptor.of(JAVA_INT, ADDRESS)),
                    function("mkl_sparse_s_mm", FunctionDescriptor.of(
                            JAVA_INT, JAVA_INT, JAVA_FLOAT, ADDRESS, DESCRIPTION, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT,
                            JAVA_FLOAT, ADDRESS, JAVA_INT)),
                    function("mkl_sparse_destroy", FunctionDescriptor.of(JAVA_INT, ADDRESS)));
        }

        private static MethodHandle function(String name, FunctionDescriptor descriptor) {
            return Linker.nativeLinker().downcallHandle(LIBRARY.find(name).orElseThrow(), descriptor);
        }
    }

    private static SymbolLookup library() {
        try {
            Path folder = Loader.cacheResource(mkl_rt.class, Loader.getPlatform()).toPath();
            return SymbolLookup.libraryLookup(folder.resolve("libmkl_rt.so.2"), Arena.global());
        } catch (IOException unreadable) {
            throw new IllegalStateException("the Math Kernel Library cannot be unpacked", unreadable);
        }
    }
}
