package io.moduli.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moduli.api.RandomStreams;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.Split;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.Mask;
import io.moduli.core.SmallTask;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.StorageFormat;
import io.moduli.core.engine.storage.StoragePolicy;
import io.moduli.core.initializer.WeightDraw;
import io.moduli.core.network.AllGradients;
import io.moduli.core.network.NetworkSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Sparse training is masked dense training, but for rounding. */
class SparseTrainingTest {

    private static final OptimizerSettings ADAM = new OptimizerSettings.Adam(3e-3, 0.9, 0.999, 1e-8, 0);

    /** The shapes that tasks have. */
    private enum Kind {
        LAST_STEP,
        PROJECTED,
        TOKENS,
        TIED
    }

    static Stream<Arguments> cases() {
        List<OptimizerSettings> optimizers = List.of(
                new OptimizerSettings.Sgd(0.05, 0, 1e-3),
                new OptimizerSettings.Sgd(0.05, 0.9, 0),
                ADAM,
                new OptimizerSettings.AdamW(3e-3, 0.9, 0.999, 1e-8, 0.01));
        List<String> cells = List.of("tanh", "relu", "lstm", "gru");
        List<Arguments> all = new ArrayList<>();
        for (int cell = 0; cell < cells.size(); cell++) {
            for (int kind = 0; kind < Kind.values().length; kind++) {
                // A Latin square: every optimizer meets every cell and every kind of task.
                all.add(Arguments.of(cells.get(cell), Kind.values()[kind], optimizers.get((cell + kind) % 4)));
            }
        }
        return all.stream();
    }

    private static TaskShape shape(Kind kind, int batch) {
        return switch (kind) {
            case LAST_STEP -> new TaskShape(
                    new Input.Dense(3), new InitialState.Zero(), ReadOut.LAST_STEP, 2, Loss.Standard.SQUARED_ERROR, 4,
                    batch);
            case PROJECTED -> new TaskShape(
                    new Input.Dense(2), new InitialState.Projected(6), ReadOut.EVERY_STEP, 6,
                    Loss.Standard.SOFT_TARGET_CROSS_ENTROPY, 4, batch);
            case TOKENS, TIED -> new TaskShape(
                    new Input.Tokens(9), new InitialState.Carried(), ReadOut.EVERY_STEP, 9,
                    Loss.Standard.CLASS_CROSS_ENTROPY, 4, batch);
        };
    }

    private static Workbench bench(
            String cell, Kind kind, int batch, OptimizerSettings optimizer, int threads, StoragePolicy storage) {
        NetworkSettings settings = Workbench.network(cell, 12, 2, true, kind == Kind.TIED);
        return new Workbench(settings, shape(kind, batch), optimizer, List.of(), threads, storage);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void twoHundredStepsGiveTheSameLossesAsMaskedDenseTraining(String cell, Kind kind, OptimizerSettings optimizer) {
        try (Workbench sparse = bench(cell, kind, 6, optimizer, 1, StoragePolicy.SPARSE);
                Workbench dense = bench(cell, kind, 6, optimizer, 1, StoragePolicy.DENSE)) {
            for (int step = 0; step < 200; step++) {
                // In rounds: first few go, then most of them.
                if (step == 5 || step == 20) {
                    sparse.prune(step == 5 ? 0.7 : 0.2, "masks " + step);
                    dense.prune(step == 5 ? 0.7 : 0.2, "masks " + step);
                }
                sparse.step();
                dense.step();
                assertSame(sparse.last.loss(), dense.last.loss(), step);
                assertThat(sparse.last.gradientNorm())
                        .as("norm in step %d", step)
                        .isCloseTo(dense.last.gradientNorm(), Offset.offset(2e-3));
            }
            for (Parameter weight : sparse.network.weights()) {
                assertThat(weight.format()).isEqualTo(StorageFormat.SPARSE);
            }
            for (Parameter weight : dense.network.weights()) {
                assertThat(weight.format()).isEqualTo(StorageFormat.DENSE);
            }
            assertSameValues(sparse, dense);
        }
    }

    private static void assertSame(double actual, double expected, int step) {
        assertThat(actual).as("loss in step %d", step).isCloseTo(expected, Offset.offset(2e-4 * Math.max(1, expected)));
    }

    private static void assertSameValues(Workbench one, Workbench other) {
        for (int index = 0; index < one.network.parameters().size(); index++) {
            Matrix actual = one.network.parameters().get(index).copyOfValues();
            Matrix expected = other.network.parameters().get(index).copyOfValues();
            assertThat(actual.toArray())
                    .as(one.network.parameters().get(index).name())
                    .containsExactly(expected.toArray(), Offset.offset(5e-3f));
        }
    }

    @ParameterizedTest
    @CsvSource({"tanh, 1, 1", "tanh, 7, 3", "gru, 1, 2", "lstm, 17, 2", "relu, 33, 5"})
    void anyBatchAndAnyNumberOfThreadsWillDo(String cell, int batch, int threads) {
        try (Workbench sparse = bench(cell, Kind.TOKENS, batch, ADAM, threads, StoragePolicy.SPARSE);
                Workbench dense = bench(cell, Kind.TOKENS, batch, ADAM, 1, StoragePolicy.DENSE)) {
            sparse.prune(0.2, "masks");
            dense.prune(0.2, "masks");
            for (int step = 0; step < 20; step++) {
                sparse.step();
                dense.step();
                assertSame(sparse.last.loss(), dense.last.loss(), step);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"tanh, PROJECTED", "lstm, TIED", "gru, TOKENS"})
    void aNetworkWithoutAnyWeightLeftStillTrainsItsBiases(String cell, Kind kind) {
        try (Workbench sparse = bench(cell, kind, 6, ADAM, 2, StoragePolicy.SPARSE);
                Workbench dense = bench(cell, kind, 6, ADAM, 2, StoragePolicy.DENSE)) {
            pruneAll(sparse);
            pruneAll(dense);
            for (int step = 0; step < 20; step++) {
                sparse.step();
                dense.step();
                assertSame(sparse.last.loss(), dense.last.loss(), step);
            }
            assertThat(sparse.network.weights()).allSatisfy(weight -> assertThat(weight.kept()).isZero());
        }
    }

    private static void pruneAll(Workbench bench) {
        Map<Parameter, Mask> masks = new LinkedHashMap<>();
        for (Parameter weight : bench.network.weights()) {
            masks.put(weight, Mask.builder(weight.rows(), weight.columns()).build());
        }
        bench.prune(masks);
    }

    @Test
    void entriesThatAreRegrownComeBackWithoutValueAndMoments() {
        try (Workbench sparse = bench("tanh", Kind.LAST_STEP, 6, ADAM, 2, StoragePolicy.SPARSE);
                Workbench dense = bench("tanh", Kind.LAST_STEP, 6, ADAM, 2, StoragePolicy.DENSE)) {
            for (Workbench bench : List.of(sparse, dense)) {
                bench.prune(0.3, "first");
                for (int step = 0; step < 10; step++) {
                    bench.step();
                }
                Parameter weight = bench.network.weights().get(1);
                Mask before = weight.mask().orElseThrow();
                Matrix values = weight.copyOfValues();
                Matrix moments = weight.copyOfMoment(1);
                bench.prune(0.3, "second");
                Mask after = weight.mask().orElseThrow();
                int regrown = 0;
                for (int row = 0; row < before.rows(); row++) {
                    for (int column = 0; column < before.columns(); column++) {
                        boolean stayed = before.keeps(row, column) && after.keeps(row, column);
                        regrown += after.keeps(row, column) && !before.keeps(row, column) ? 1 : 0;
                        assertThat(weight.copyOfValues().get(row, column))
                                .isEqualTo(stayed ? values.get(row, column) : 0);
                        assertThat(weight.copyOfMoment(1).get(row, column))
                                .isEqualTo(stayed ? moments.get(row, column) : 0);
                    }
                }
                assertThat(regrown).isPositive();
            }
            for (int step = 0; step < 30; step++) {
                sparse.step();
                dense.step();
                assertSame(sparse.last.loss(), dense.last.loss(), step);
            }
        }
    }

    @Test
    void freshWeightsAreTheSameHoweverTheyAreStored() {
        try (Workbench sparse = bench("lstm", Kind.TIED, 6, ADAM, 2, StoragePolicy.SPARSE);
                Workbench dense = bench("lstm", Kind.TIED, 6, ADAM, 2, StoragePolicy.DENSE)) {
            sparse.prune(0.2, "masks");
            dense.prune(0.2, "masks");
            for (Workbench bench : List.of(sparse, dense)) {
                WeightDraw.uniform().drawFresh(bench.network.parameters(), new RandomStreams(5));
            }
            assertExactlySameValues(sparse, dense);
            sparse.task.fill(Split.TRAIN, 0, sparse.batch);
            WeightDraw.uniform().drawSparse(sparse.network.parameters(), new RandomStreams(6));
            sparse.network.calibrate(sparse.batch, 0.9);
            WeightDraw.uniform().drawSparse(dense.network.parameters(), new RandomStreams(6));
            dense.network.calibrate(sparse.batch, 0.9);
            assertSameValues(sparse, dense);
        }
    }

    private static void assertExactlySameValues(Workbench one, Workbench other) {
        for (int index = 0; index < one.network.parameters().size(); index++) {
            assertThat(one.network.parameters().get(index).copyOfValues().toArray())
                    .isEqualTo(other.network.parameters().get(index).copyOfValues().toArray());
        }
    }

    @ParameterizedTest
    @CsvSource({"PROJECTED", "TOKENS", "TIED"})
    void gradientsByAllEntriesAreThoseOfTheDenseForm(Kind kind) {
        try (Workbench sparse = bench("gru", kind, 6, ADAM, 2, StoragePolicy.SPARSE);
                Workbench dense = bench("gru", kind, 6, ADAM, 2, StoragePolicy.DENSE)) {
            List<Map<Parameter, Matrix>> gradients = new ArrayList<>();
            for (Workbench bench : List.of(sparse, dense)) {
                bench.prune(0.2, "masks");
                bench.step();
                bench.pass();
                gradients.add(AllGradients.ofRepeatedPass(bench.network));
            }
            List<Matrix> actual = List.copyOf(gradients.get(0).values());
            List<Matrix> expected = List.copyOf(gradients.get(1).values());
            assertThat(actual).hasSize(sparse.network.weights().size());
            for (int index = 0; index < actual.size(); index++) {
                assertThat(actual.get(index).toArray())
                        .containsExactly(expected.get(index).toArray(), Offset.offset(1e-5f));
                Mask mask = sparse.network.weights().get(index).mask().orElseThrow();
                assertThat(outside(mask, actual.get(index))).as("gradient by removed entries").isPositive();
            }
            sparse.step();
            dense.step();
            assertSame(sparse.last.loss(), dense.last.loss(), 1);
        }
    }

    private static double outside(Mask mask, Matrix gradient) {
        double sum = 0;
        for (int row = 0; row < mask.rows(); row++) {
            for (int column = 0; column < mask.columns(); column++) {
                sum += mask.keeps(row, column) ? 0 : Math.abs(gradient.get(row, column));
            }
        }
        return sum;
    }

    @Test
    void aSparseWeightHasNoMatrix() {
        try (Workbench bench = bench("tanh", Kind.LAST_STEP, 6, ADAM, 2, StoragePolicy.SPARSE)) {
            Parameter weight = bench.network.weights().get(1);
            bench.prune(Map.of(weight, SmallTask.mask(12, 12, 0.2, new RandomStreams(1).stream("mask"))));

            assertThat(bench.network.weights().getFirst().format()).isEqualTo(StorageFormat.DENSE);
            assertThatThrownBy(weight::values).hasMessage("rnn.weight_hh_l0 is stored sparse, it has no matrix");
            assertThatThrownBy(weight::gradient).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aWeightThatKeepsOneEntryInTwentyHasATenthOfItsMemory() {
        NetworkSettings settings = Workbench.network("tanh", 208, 1, true, false);
        try (Workbench bench = new Workbench(
                settings, shape(Kind.LAST_STEP, 6), ADAM, List.of(), 2, StoragePolicy.SPARSE)) {
            Parameter weight = bench.network.weights().get(1);
            bench.step();
            assertThat(weight.bytes()).as("values, gradients and two moments, dense").isEqualTo(4 * 4 * 208 * 208);

            bench.prune(Map.of(weight, SmallTask.mask(208, 208, 0.05, new RandomStreams(1).stream("mask"))));
            bench.step();
            assertThat(weight.kept()).isBetween(2_060L, 2_260L);
            assertThat(weight.bytes()).isBetween(4 * 4 * weight.kept(), 4L * 4 * 208 * 208 / 10);
        }
    }
}
