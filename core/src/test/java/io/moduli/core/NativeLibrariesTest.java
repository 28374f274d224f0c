package io.moduli.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import jdk.incubator.vector.FloatVector;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** That the native libraries load and agree with each other, in versions that were not published together. */
class NativeLibrariesTest {

    @Test
    void testsRunOnTheJdkThatTheBuildAskedFor() {
        assertThat(Runtime.version().feature()).isEqualTo(25);
    }

    @Test
    void nd4jMultipliesMatrices() {
        INDArray a = Nd4j.createFromArray(new float[][] {{1, 2}, {3, 4}});
        INDArray b = Nd4j.createFromArray(new float[][] {{5, 6}, {7, 8}});

        assertThat(a.mmul(b).toFloatMatrix()).isDeepEqualTo(new float[][] {{19, 22}, {43, 50}});
    }

    @Test
    void nd4jRunsItsOwnOperations() {
        assertThat(Transforms.tanh(Nd4j.createFromArray(0f, 100f)).toFloatVector()).containsExactly(0f, 1f);
        assertThat(Nd4j.rand(DataType.FLOAT, 1000).sumNumber().floatValue()).isBetween(400f, 600f);
    }

    @Test
    void nd4jWritesAndReadsArrays() throws Exception {
        INDArray array = Nd4j.createFromArray(1f, 2f, 3f);

        assertThat(Nd4j.createNpyFromByteArray(Nd4j.toNpyByteArray(array))).isEqualTo(array);
        assertThat(Nd4j.fromByteArray(Nd4j.toByteArray(array))).isEqualTo(array);
    }

    @Test
    void openBlasIsTheLiftedVersion() throws Throwable {
        Path folder = Path.of(Loader.load(openblas.class)).getParent();
        Path library;
        try (Stream<Path> files = Files.list(folder)) {
            library = files
                    .filter(file -> file.getFileName().toString().matches("libopenblas\\.(so\\.0|0\\.dylib|dll)"))
                    .findFirst().orElseThrow();
        }
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle config = Linker.nativeLinker().downcallHandle(
                    SymbolLookup.libraryLookup(library, arena).findOrThrow("openblas_get_config"),
                    FunctionDescriptor.of(ValueLayout.ADDRESS));
            MemorySegment text = ((MemorySegment) config.invokeExact()).reinterpret(1000);

            assertThat(text.getString(0)).startsWith("OpenBLAS 0.3.30");
        }
    }

    @Test
    void theVectorApiIsThere() {
        assertThat(FloatVector.SPECIES_PREFERRED.length()).isPositive();
    }
}
