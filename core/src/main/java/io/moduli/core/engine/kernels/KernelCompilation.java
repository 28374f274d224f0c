package io.moduli.core.engine.kernels;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the virtual machine compile each kernel separately.
 *
 * <p>HotSpot inlines hot methods into their callers. A kernel that is inlined before its own counters have grown is
 * considered cold there: the small methods that load its vectors are then called instead of inlined, and every vector
 * becomes an object. Which of the two is compiled first is a matter of luck, so the same step could be several times
 * slower in one virtual machine than in the next. A call costs a nanosecond, one row of a kernel tens of them.
 *
 * <p>The rule is a compiler directive (JEP 165), set through the platform's management bean. A virtual machine without
 * such a bean computes the same results and leaves the matter to luck.
 */
final class KernelCompilation {

    private static final Logger LOG = LoggerFactory.getLogger(KernelCompilation.class);

    /**
     * The methods that the directive applies to, in the directives' notation: only ours. A program that embeds Moduli
     * is compiled as usual; nothing in it calls a kernel.
     */
    private static final String CALLERS = "io/moduli/*.*";

    /** Kernels, in the directives' notation. */
    private static final List<String> KERNELS = List.of(
            "io/moduli/core/engine/kernels/SparseGradientKernels.accumulate*",
            "io/moduli/core/engine/kernels/SparseGradientStepKernels.accumulate*",
            "io/moduli/core/engine/kernels/SparseGradientKernels.zero",
            "io/moduli/core/engine/kernels/SparseGradientKernels.take",
            "io/moduli/core/engine/kernels/SparseProductKernels.multiply*",
            "io/moduli/core/engine/kernels/RowKernels.*",
            "io/moduli/core/engine/kernels/NarrowKernels.affine",
            "io/moduli/core/engine/kernels/NarrowKernels.begin*",
            "io/moduli/core/engine/kernels/NarrowKernels.add*",
            "io/moduli/core/engine/kernels/NarrowKernels.take*s",
            "io/moduli/core/engine/kernels/SoftmaxKernels.*",
            "io/moduli/core/engine/kernels/UpdateKernels.*",
            "io/moduli/core/engine/kernels/TokenKernels.*",
            "io/moduli/core/engine/kernels/DropoutKernel.apply",
            "io/moduli/core/engine/kernels/Activations.*",
            "io/moduli/core/loss/*.*",
            "io/moduli/core/cell/*.*");

    /**
     * Methods that take or return vectors, which a call would turn into objects. By default, the compiler does not
     * inline a helper that it has already compiled to more than a certain amount of code, so the result would depend on
     * the order of compilation.
     */
    private static final List<String> HELPERS = List.of(
            "io/moduli/api/math/VectorMath.*",
            "io/moduli/core/engine/kernels/Vectors.*",
            "io/moduli/core/engine/kernels/NarrowKernels.take",
            "io/moduli/core/engine/kernels/NarrowKernels.bias",
            "io/moduli/core/engine/kernels/SparseGradientKernels.add",
            "io/moduli/core/engine/kernels/DropoutKernel.kept");

    private KernelCompilation() {}

    /** Sets the directive, for kernels that are compiled from now on. */
    static void apart() {
        String rules = Stream.concat(KERNELS.stream().map("-"::concat), HELPERS.stream().map("+"::concat))
                .map("\"%s\""::formatted)
                .collect(Collectors.joining(", "));
        try {
            Path file = Files.createTempFile("moduli-kernels", ".json");
            try {
                Files.writeString(file, "[{ match: \"%s\", c2: { inline: [%s] } }]\n".formatted(CALLERS, rules));
                Object answer = ManagementFactory.getPlatformMBeanServer().invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"), "compilerDirectivesAdd",
                        new Object[] {new String[] {file.toString()}}, new String[] {String[].class.getName()});
                LOG.debug("kernels are compiled apart: {}", answer);
            } finally {
                Files.delete(file);
            }
        } catch (IOException | JMException unsupported) {
            LOG.debug("kernels are compiled as the virtual machine sees fit", unsupported);
        }
    }
}
