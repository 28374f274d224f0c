package io.moduli.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.TaskShape;
import io.moduli.core.ChildJvm;
import io.moduli.core.engine.storage.Parameter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training gives the same bits again, and so does interpreted code. */
class DeterminismTest {

    private static final int STEPS = 12;

    private static Workbench bench(String cell, int threads) {
        TaskShape shape = new TaskShape(
                new Input.Tokens(9), new InitialState.Carried(), ReadOut.EVERY_STEP, 9,
                Loss.Standard.CLASS_CROSS_ENTROPY, 4, 5);
        return new Workbench(
                Workbench.network(cell, 7, 2, true, false), shape,
                new OptimizerSettings.AdamW(1e-2, 0.9, 0.999, 1e-8, 0.01), List.of(), threads);
    }

    private static List<float[]> train(String cell, int threads, int steps) {
        try (Workbench bench = bench(cell, threads)) {
            for (int step = 0; step < steps; step++) {
                bench.step();
            }
            List<float[]> values = new ArrayList<>();
            for (Parameter parameter : bench.network.parameters()) {
                values.add(parameter.values().toArray());
            }
            return values;
        }
    }

    private static String checksum(List<float[]> arrays) {
        CRC32 sum = new CRC32();
        for (float[] array : arrays) {
            ByteBuffer bytes = ByteBuffer.allocate(array.length * Float.BYTES);
            bytes.asFloatBuffer().put(array);
            sum.update(bytes.array());
        }
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tanh", "relu", "lstm", "gru"})
    void trainingGivesTheSameBitsAgain(String cell) {
        for (int threads = 1; threads <= 3; threads++) {
            List<float[]> first = train(cell, threads, STEPS);
            for (int time = 0; time < 5; time++) {
                assertThat(checksum(train(cell, threads, STEPS))).isEqualTo(checksum(first));
            }
        }
    }

    /** OpenBLAS takes other kernels for smaller parts of a product, whose sums end in other last bits. */
    @ParameterizedTest
    @ValueSource(strings = {"tanh", "lstm", "gru"})
    void otherNumbersOfThreadsGiveTheSameButForRounding(String cell) {
        List<float[]> alone = train(cell, 1, STEPS);
        for (int threads = 2; threads <= 5; threads++) {
            List<float[]> together = train(cell, threads, STEPS);
            for (int array = 0; array < alone.size(); array++) {
                for (int index = 0; index < alone.get(array).length; index++) {
                    assertThat(together.get(array)[index]).isCloseTo(alone.get(array)[index], within(1e-3f));
                }
            }
        }
    }

    @Test
    void interpretedCodeGivesTheBitsOfCompiledCode() throws Exception {
        String interpreted = ChildJvm.run(List.of("-Xint"), Interpreted.class);

        // Warm enough that the second call runs compiled kernels.
        train("lstm", 1, 400);
        train("gru", 1, 400);
        assertThat(interpreted).isEqualTo(Interpreted.checksums());
    }

    /** What a virtual machine that compiles nothing comes to. */
    static final class Interpreted {

        private Interpreted() {}

        public static void main(String[] arguments) {
            System.out.println(checksums());
        }

        static String checksums() {
            return checksum(train("lstm", 1, 2)) + " " + checksum(train("gru", 1, 2));
        }
    }
}
