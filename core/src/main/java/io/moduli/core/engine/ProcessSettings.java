package io.moduli.core.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;

/**
 * Settings of the whole process, which are therefore the business of the program that runs in it and not of a library.
 * The {@code moduli} command makes them; a program that embeds Moduli can make them with {@link #claim} if nothing else
 * in it objects.
 */
public final class ProcessSettings {

    /** The system property that names the processor whose kernels OpenBLAS is to use, instead of the one it finds. */
    public static final String CORE_TYPE_PROPERTY = "moduli.blas.core-type";

    /** The system property that tells AWT that there is no screen. */
    private static final String HEADLESS_PROPERTY = "java.awt.headless";
    private static final String CORE_TYPE_VARIABLE = "OPENBLAS_CORETYPE";

    // A process has one set of settings, so this has to be static.
    private static final AtomicBoolean CLAIMED = new AtomicBoolean();

    private ProcessSettings() {}

    /**
     * Sets up the process for Moduli alone; to be called first thing, before anything loads ND4J, OpenBLAS or AWT.
     * Calling it again has no effect.
     *
     * <ul>
     *   <li>OpenBLAS works on the calling thread alone, since the engine splits products between threads of its own. (ND4J's
     *       own products use another copy of OpenBLAS, which is left as it is.)
     * <li>The environment variable {@code OPENBLAS_CORETYPE} is removed, or set to the system property
     * {@link #CORE_TYPE_PROPERTY} where there is one: an inherited variable that names an older processor halves the
     * speed.
     *   <li>The system property {@code java.awt.headless} becomes {@code true}, since nothing here needs a screen.
     * </ul>
     */
    public static void claim() {
        if (CLAIMED.getAndSet(true)) {
            return;
        }
        System.setProperty(HEADLESS_PROPERTY, "true");
        String coreType = System.getProperty(CORE_TYPE_PROPERTY, "");
        // Only if there is something to do: the native linker takes longer than the rest of a short command.
        if (!coreType.isEmpty() || System.getenv(CORE_TYPE_VARIABLE) != null) {
            setCoreType(coreType);
        }
    }

    /** Whether {@link #claim} has been called in this process. */
    public static boolean claimed() {
        return CLAIMED.get();
    }

    /**
     * OpenBLAS reads the C library's environment when it is loaded, which Java cannot change through its own copy of
     * the environment.
     */
    private static void setCoreType(String coreType) {
        Linker linker = Linker.nativeLinker();
        SymbolLookup standard = linker.defaultLookup();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment variable = arena.allocateFrom(CORE_TYPE_VARIABLE);
            int status;
            if (coreType.isEmpty()) {
                if (standard.find("unsetenv").isEmpty()) {
                    return; // Windows: there is no such function, and nobody sets the variable there
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
                        .invokeExact(variable, arena.allocateFrom(coreType), 1);
            }
            if (status != 0) {
                LoggerFactory.getLogger(ProcessSettings.class).warn(
                        "{} could not be changed; OpenBLAS may use kernels for another processor", CORE_TYPE_VARIABLE);
            }
        } catch (Throwable thrown) {
            throw new IllegalStateException(CORE_TYPE_VARIABLE + " could not be changed", thrown);
        }
    }
}
