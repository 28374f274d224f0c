package io.moduli.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.ChildJvm;
import io.moduli.core.engine.dense.Blas;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What belongs to the whole process is left alone until the program says that the process is ours. */
class ProcessSettingsTest {

    private static final Map<String, String> TWO_THREADS = Map.of("OPENBLAS_NUM_THREADS", "2");

    private static String after(String action, Map<String, String> environment, String... options) throws Exception {
        return ChildJvm.run(environment, List.of(options), Child.class, action);
    }

    @Test
    void openBlasKeepsTheThreadsOfAProgramThatClaimsNothing() throws Exception {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "OpenBLAS has no more threads than processors");

        assertThat(after("multiply twice", TWO_THREADS)).isEqualTo("threads 2, headless null, claimed false");
    }

    @Test
    void aProgramWhoseOpenBlasHasSeveralThreadsIsToldOnceWhatToDo() throws Exception {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "OpenBLAS has no more threads than processors");

        List<String> lines = after("multiply twice", TWO_THREADS, "-Dorg.slf4j.simpleLogger.logFile=System.out")
                .lines().toList();

        assertThat(lines).filteredOn(line -> line.contains("WARN")).singleElement().asString()
                .contains("OpenBLAS uses 2 threads", "io.moduli.core.engine.ProcessSettings.claim()",
                        "OPENBLAS_NUM_THREADS=1");
    }

    @Test
    void aProgramWithOneThreadForOpenBlasIsToldNothing() throws Exception {
        assertThat(
                after("multiply twice", Map.of("OPENBLAS_NUM_THREADS", "1"),
                        "-Dorg.slf4j.simpleLogger.logFile=System.out"))
                .isEqualTo("threads 1, headless null, claimed false");
    }

    @Test
    void aClaimedProcessHasOneThreadForOpenBlasAndNoScreen() throws Exception {
        assertThat(after("claim first", TWO_THREADS)).isEqualTo("threads 1, headless true, claimed true");
    }

    @Test
    void aClaimThatComesAfterOpenBlasWasLoadedStillSetsItsThreads() throws Exception {
        assertThat(after("claim late", TWO_THREADS)).isEqualTo("threads 1, headless true, claimed true");
    }

    /** Prescott is the oldest processor that OpenBLAS has kernels for, so it is no machine's own. */
    @Test
    @EnabledIfSystemProperty(named = "os.arch", matches = "amd64", disabledReason = "the kernels named are those of x86")
    void onlyAClaimedProcessOverridesTheInheritedKernels() throws Exception {
        Map<String, String> old = Map.of("OPENBLAS_CORETYPE", "Prescott");

        assertThat(after("name the kernels", old)).isEqualTo("Prescott");
        assertThat(after("claim and name the kernels", old)).isNotEqualTo("Prescott")
                .isEqualTo(after("name the kernels", Map.of()));
        assertThat(after("claim and name the kernels", Map.of(), "-Dmoduli.blas.core-type=Prescott"))
                .isEqualTo("Prescott");
    }

    /** A program that embeds Moduli; it prints what the process is like in the end. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) {
            switch (arguments[0]) {
                case "multiply twice" -> {
                    multiply();
                    multiply();
                    print();
                }
                case "claim first" -> {
                    ProcessSettings.claim();
                    multiply();
                    print();
                }
                case "claim late" -> {
                    Objects.requireNonNull(Blas.coreName());
                    ProcessSettings.claim();
                    multiply();
                    print();
                }
                case "name the kernels" -> System.out.println(Blas.coreName());
                case "claim and name the kernels" -> {
                    ProcessSettings.claim();
                    System.out.println(Blas.coreName());
                }
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        }

        private static void multiply() {
            Blas.multiply(Matrix.allocate(2, 3), Matrix.allocate(3, 4), Matrix.allocate(2, 4), false, 0, 2);
        }

        private static void print() {
            System.out.printf(
                    "threads %d, headless %s, claimed %s%n",
                    Blas.threads(), System.getProperty("java.awt.headless"), ProcessSettings.claimed());
        }
    }
}
