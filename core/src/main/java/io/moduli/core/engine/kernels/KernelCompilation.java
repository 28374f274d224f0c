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
 * Has the virtual machine compile each kernel by itself.
 *
 * <p>HotSpot inlines what it finds hot into what calls it. A kernel that becomes part of its caller before its own counters
 * have grown is taken for cold there: the small methods that load its vectors are then called instead of inlined, and every
 * vector becomes an object. Which of the two is compiled first is a matter of luck, so the same step could be several times
 * slower in one virtual machine than in the next. A call costs a nanosecond, a kernel's row tens of them.
 *
 * <p>The rule is a compiler directive (JEP 165), given through the platform's own management bean. A virtual machine that
 * has no such bean computes the same, and leaves the matter to luck.
 */
final class KernelCompilation {

    private static final Logger LOG = LoggerFactory.getLogger(KernelCompilation.class);

    /**
     * The methods whose compilation the directive governs, in the directives' notation: our own. Those of a program that embeds
     * us are compiled as that program wants, and nothing there calls a kernel.
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
     * What takes or gives vectors, which a call would make objects of. Left to itself the compiler does not inline a helper that
     * it has compiled before, by itself, to more than so much code: a matter of which of the two it came to first.
     */
    private static final List<String> HELPERS = List.of(
            "io/moduli/api/math/VectorMath.*",
            "io/moduli/core/engine/kernels/Vectors.*",
            "io/moduli/core/engine/kernels/NarrowKernels.take",
            "io/moduli/core/engine/kernels/NarrowKernels.bias",
            "io/moduli/core/engine/kernels/SparseGradientKernels.add",
            "io/moduli/core/engine/kernels/DropoutKernel.kept");

    private KernelCompilation() {}

    /** Gives the directive; for kernels that are compiled from now on. */
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
