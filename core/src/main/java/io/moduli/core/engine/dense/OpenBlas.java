package io.moduli.core.engine.dense;

import io.moduli.core.engine.ProcessSettings;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The OpenBLAS library of this process: its functions, and how many threads it uses. ND4J's own products use another copy. */
final class OpenBlas {

    private static final Logger LOGGER = LoggerFactory.getLogger(OpenBlas.class);

    /** {@code cblas_sgemm}; pointers are plain 64-bit integers, which need no object each. */
    static final MethodHandle SGEMM;
    /** {@code cblas_sgemv}, likewise. */
    static final MethodHandle SGEMV;
    /** The processor whose kernels are used, in the library's own words. */
    static final String CORE_NAME;

    private static final MethodHandle GET_THREADS;
    private static final MethodHandle SET_THREADS;
    private static final AtomicBoolean WARNED = new AtomicBoolean();

    static {
        SymbolLookup library = SymbolLookup.libraryLookup(libraryPath(), Arena.global());
        Linker linker = Linker.nativeLinker();
        ValueLayout.OfInt integer = ValueLayout.JAVA_INT;
        ValueLayout.OfFloat number = ValueLayout.JAVA_FLOAT;
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
        // It returns a number at once, so the thread's state need not change for the call.
        GET_THREADS = linker.downcallHandle(
                library.findOrThrow("openblas_get_num_threads"), FunctionDescriptor.of(integer),
                Linker.Option.critical(false));
        SET_THREADS = linker.downcallHandle(
                library.findOrThrow("openblas_set_num_threads"), FunctionDescriptor.ofVoid(integer));
        MethodHandle coreName = linker.downcallHandle(
                library.findOrThrow("openblas_get_corename"), FunctionDescriptor.of(ValueLayout.ADDRESS));
        try {
            CORE_NAME = ((MemorySegment) coreName.invokeExact()).reinterpret(256).getString(0);
        } catch (Throwable thrown) {
            throw new ExceptionInInitializerError(thrown);
        }
        LOGGER.debug("OpenBLAS uses its kernels for {}", CORE_NAME);
    }

    private OpenBlas() {}

    /** How many threads a product may use, the caller's included. */
    static int threads() {
        try {
            return (int) GET_THREADS.invokeExact();
        } catch (Throwable thrown) {
            throw new IllegalStateException("openblas_get_num_threads could not be called", thrown);
        }
    }

    /** Sets the library to one thread if the process is ours; otherwise warns once if it has more. */
    static void stayOnTheCallingThread() {
        int threads = threads();
        if (threads <= 1) {
            return;
        }
        if (ProcessSettings.claimed()) {
            try {
                SET_THREADS.invokeExact(1);
            } catch (Throwable thrown) {
                throw new IllegalStateException("openblas_set_num_threads could not be called", thrown);
            }
        } else if (!WARNED.getAndSet(true)) {
            LOGGER.warn(
                    "OpenBLAS uses {} threads for each product, and Moduli's own threads each ask for products: training is "
                            + "slow, and its last bits may change from run to run; call {}.claim() when the program starts, or "
                            + "start it with OPENBLAS_NUM_THREADS=1",
                    threads, ProcessSettings.class.getName());
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
