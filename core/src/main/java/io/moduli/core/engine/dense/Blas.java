package io.moduli.core.engine.dense;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.threads.Team;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dense matrix products by the OpenBLAS that ND4J brings along, called through the foreign-function API.
 *
 * <p>OpenBLAS runs each product on the calling thread alone: the {@link Team} splits the work, so the two never
 * oversubscribe the machine, and results do not depend on OpenBLAS's own choice of threads. They may depend, in the last
 * bits, on how many rows are asked for at a time: OpenBLAS has kernels of their own for small products and for vectors.
 */
public final class Blas {

    /** Names the processor whose kernels OpenBLAS is to use, instead of the one it finds. */
    public static final String CORE_TYPE_PROPERTY = "moduli.blas.core-type";

    private static final Logger LOGGER = LoggerFactory.getLogger(Blas.class);
    private static final String CORE_TYPE_VARIABLE = "OPENBLAS_CORETYPE";
    private static final int ROW_MAJOR = 101;
    private static final int AS_IS = 111;
    private static final int TRANSPOSED = 112;

    private static final MethodHandle SGEMM;
    private static final MethodHandle SGEMV;
    private static final String CORE_NAME;

    static {
        prepareEnvironment();
        SymbolLookup library = SymbolLookup.libraryLookup(libraryPath(), Arena.global());
        Linker linker = Linker.nativeLinker();
        ValueLayout.OfInt integer = ValueLayout.JAVA_INT;
        ValueLayout.OfFloat number = ValueLayout.JAVA_FLOAT;
        // Pointers go as plain 64-bit integers, which need no object each.
        ValueLayout.OfLong pointer = ValueLayout.JAVA_LONG;
        SGEMM = linker.downcallHandle(
                library.findOrThrow("cblas_sgemm"),
                FunctionDescriptor.ofVoid(
                        integer, integer, integer, integer, integer, integer, number, pointer, integer, pointer,
                        integer, number, pointer, integer));
        SGEMV = linker.downcallHandle(
                library.findOrThrow("cblas_sgemv"),
                FunctionDescriptor.ofVoid(
                        integer, integer, integer, integer, number, pointer, integer, pointer, integer, number,
                        pointer, integer));
        MethodHandle setThreads = linker.downcallHandle(library.findOrThrow("openblas_set_num_threads"),
                FunctionDescriptor.ofVoid(integer));
        MethodHandle coreName = linker.downcallHandle(
                library.findOrThrow("openblas_get_corename"), FunctionDescriptor.of(ValueLayout.ADDRESS));
        try {
            setThreads.invokeExact(1);
            CORE_NAME = ((MemorySegment) coreName.invokeExact()).reinterpret(256).getString(0);
        } catch (Throwable thrown) {
            throw new ExceptionInInitializerError(thrown);
        }
        LOGGER.debug("OpenBLAS uses its kernels for {}", CORE_NAME);
    }

    private Blas() {}

    /** The processor whose kernels OpenBLAS uses, in its own words. */
    public static String coreName() {
        return CORE_NAME;
    }

    /**
     * The rows from {@code first} to {@code end - 1} of y = a x, or of y += a x where it adds: [m × n] = [m × k] · [k × n].
     */
    public static void multiply(Matrix a, Matrix x, Matrix y, boolean add, int first, int end) {
        requireProduct(a.rows(), a.columns(), x.rows(), x.columns(), y);
        product(AS_IS, a.columns(), a, a.byteOffset(first, 0), x, y, first, end, add);
    }

    /**
     * The rows from {@code first} to {@code end - 1} of y = aᵀ x, or of y += aᵀ x where it adds: [m × n] = [k × m]ᵀ · [k × n].
     */
    public static void multiplyTransposed(Matrix a, Matrix x, Matrix y, boolean add, int first, int end) {
        requireProduct(a.columns(), a.rows(), x.rows(), x.columns(), y);
        product(TRANSPOSED, a.rows(), a, a.byteOffset(0, first), x, y, first, end, add);
    }

    /**
     * The rows from {@code first} to {@code end - 1} of y = a xᵀ, or of y += a xᵀ where it adds: [m × n] = [m × k] · [n × k]ᵀ.
     */
    public static void multiplyByTransposed(Matrix a, Matrix x, Matrix y, boolean add, int first, int end) {
        requireProduct(a.rows(), a.columns(), x.columns(), x.rows(), y);
        gemm(AS_IS, TRANSPOSED, end - first, y.columns(), a.columns(), a, a.byteOffset(first, 0), x, y, first, add);
    }

    /**
     * The rows from {@code first} to {@code end - 1} of y = a xᵀ, of whose a only these rows are given: {@code block} is [m × k]
     * or larger, x is [n × k].
     */
    public static void multiplyBlockByTransposed(Matrix block, Matrix x, Matrix y, int first, int end) {
        requireBlock(block, first, end, x.columns());
        requireProduct(y.rows(), x.columns(), x.columns(), x.rows(), y);
        gemm(AS_IS, TRANSPOSED, end - first, y.columns(), x.columns(), block, block.byteOffset(0, 0), x, y, first,
                false);
    }

    /**
     * y = a'ᵀ x, or y += a'ᵀ x where it adds, with the rows from {@code first} to {@code end - 1} of a as a', and as many
     * first rows of {@code block} as x.
     */
    public static void multiplyTransposedBlock(Matrix a, int first, int end, Matrix block, Matrix y, boolean add) {
        requireBlock(block, first, end, y.columns());
        requireProduct(a.columns(), a.rows(), a.rows(), block.columns(), y);
        gemm(TRANSPOSED, AS_IS, y.rows(), y.columns(), end - first, a, a.byteOffset(first, 0), block, y, 0, add);
    }

    private static void requireBlock(Matrix block, int first, int end, int columns) {
        if (end - first > block.rows() || block.columns() != columns) {
            throw new IllegalArgumentException("rows %d to %d of %d columns in %s"
                    .formatted(first, end - 1, columns, block));
        }
    }

    /**
     * The rows from {@code first} to {@code end - 1} of y = a' x with the part a' of a, or its transpose, that these rows
     * need.
     *
     * @param k columns of a' as it is multiplied, rows of x
     */
    private static void product(
            int transposeA, int k, Matrix a, long offsetOfA, Matrix x, Matrix y, int first, int end, boolean add) {
        int m = end - first;
        if (y.columns() > 1) {
            gemm(transposeA, AS_IS, m, y.columns(), k, a, offsetOfA, x, y, first, add);
        } else if (transposeA == AS_IS) {
            gemv(AS_IS, m, k, a, offsetOfA, x, y, first, end, add);
        } else {
            gemv(TRANSPOSED, k, m, a, offsetOfA, x, y, first, end, add);
        }
    }

    private static void gemm(
            int transposeA, int transposeX, int m, int n, int k, Matrix a, long offsetOfA, Matrix x, Matrix y,
            int firstRow, boolean add) {
        if (m <= 0) {
            return;
        }
        requireRows(y, firstRow, firstRow + m);
        try {
            SGEMM.invokeExact(
                    ROW_MAJOR, transposeA, transposeX, m, n, k, 1.0f,
                    a.memory().address() + offsetOfA, a.stride(),
                    x.memory().address() + x.byteOffset(0, 0), x.stride(), add ? 1.0f : 0.0f,
                    y.memory().address() + y.byteOffset(firstRow, 0), y.stride());
        } catch (Throwable thrown) {
            throw new IllegalStateException("cblas_sgemm could not be called", thrown);
        } finally {
            keepAlive(a, x, y);
        }
    }

    /**
     * A product with a single column, which reads the weight once and at the speed of memory; OpenBLAS's general product packs
     * it first.
     *
     * @param m rows of the part of a, as it is stored
     * @param n its columns
     */
    private static void gemv(
            int transposeA, int m, int n, Matrix a, long offsetOfA, Matrix x, Matrix y, int first, int end,
            boolean add) {
        if (first >= end) {
            return;
        }
        requireRows(y, first, end);
        try {
            SGEMV.invokeExact(
                    ROW_MAJOR, transposeA, m, n, 1.0f, a.memory().address() + offsetOfA, a.stride(),
                    x.memory().address() + x.byteOffset(0, 0), x.stride(), add ? 1.0f : 0.0f,
                    y.memory().address() + y.byteOffset(first, 0), y.stride());
        } catch (Throwable thrown) {
            throw new IllegalStateException("cblas_sgemv could not be called", thrown);
        } finally {
            keepAlive(a, x, y);
        }
    }

    /** Addresses alone do not keep memory alive. */
    private static void keepAlive(Matrix a, Matrix x, Matrix y) {
        Reference.reachabilityFence(a);
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(y);
    }

    private static void requireRows(Matrix y, int first, int end) {
        if (first < 0 || end > y.rows()) {
            throw new IndexOutOfBoundsException("rows %d to %d of %s".formatted(first, end - 1, y));
        }
    }

    private static void requireProduct(int rows, int inner, int innerOfOther, int columns, Matrix y) {
        if (inner != innerOfOther || y.rows() != rows || y.columns() != columns) {
            throw new IllegalArgumentException(
                    "[%d x %d] times [%d x %d] into %s".formatted(rows, inner, innerOfOther, columns, y));
        }
    }

    /**
     * An inherited variable that names an older processor halves the speed, and workplaces do export it. OpenBLAS reads it
     * from the C library's environment when it is loaded, which Java's own copy of the environment does not reach.
     */
    private static void prepareEnvironment() {
        Linker linker = Linker.nativeLinker();
        SymbolLookup standard = linker.defaultLookup();
        String wanted = System.getProperty(CORE_TYPE_PROPERTY, "");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment variable = arena.allocateFrom(CORE_TYPE_VARIABLE);
            int status;
            if (wanted.isEmpty()) {
                if (standard.find("unsetenv").isEmpty()) {
                    return; // Windows: there is no such function, and no such habit
                }
                status = (int) linker.downcallHandle(
                        standard.findOrThrow("unsetenv"),
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS))
                        .invokeExact(variable);
            } else {
                status = (int) linker.downcallHandle(
                        standard.findOrThrow("setenv"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS,
                                ValueLayout.JAVA_INT))
                        .invokeExact(variable, arena.allocateFrom(wanted), 1);
            }
            if (status != 0) {
                LOGGER.warn("{} could not be changed; OpenBLAS may use kernels for another processor",
                        CORE_TYPE_VARIABLE);
            }
        } catch (Throwable thrown) {
            throw new ExceptionInInitializerError(thrown);
        }
    }

    private static Path libraryPath() {
        Path bridge = Path.of(Loader.load(openblas.class));
        return List.of("libopenblas.so.0", "libopenblas.0.dylib", "libopenblas.dll").stream()
                .map(bridge::resolveSibling)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new UnsatisfiedLinkError("no OpenBLAS beside " + bridge));
    }
}
