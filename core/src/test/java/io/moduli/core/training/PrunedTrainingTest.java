package io.moduli.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moduli.api.RandomStreams;
import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.regularizer.TrainingStep;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.StorageChoice;
import io.moduli.core.engine.storage.StorageFormat;
import io.moduli.core.engine.storage.StoragePolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Weights that were removed are gone: in values, in moments, in gradients. */
class PrunedTrainingTest {

    private static final TaskShape SHAPE = new TaskShape(
            new Input.Dense(3), new InitialState.Zero(), ReadOut.EVERY_STEP, 4, Loss.Standard.SQUARED_ERROR, 5, 6);

    static Stream<OptimizerSettings> optimizers() {
        return Stream.of(
                new OptimizerSettings.Sgd(0.1, 0.9, 0.01), new OptimizerSettings.Sgd(0.1, 0, 0.01),
                new OptimizerSettings.Adam(1e-2, 0.9, 0.999, 1e-8, 0.01),
                new OptimizerSettings.AdamW(1e-2, 0.9, 0.999, 1e-8, 0.01));
    }

    private static Workbench bench(
            OptimizerSettings optimizer, List<Regularizer> regularizers, StoragePolicy storage) {
        return new Workbench(Workbench.network("lstm", 9, 2, true, false), SHAPE, optimizer, regularizers, 2, storage);
    }

    static Stream<Arguments> optimizersAndFormats() {
        return optimizers().flatMap(
                optimizer -> Stream.of(StoragePolicy.DENSE, StoragePolicy.SPARSE)
                        .map(storage -> Arguments.of(optimizer, storage)));
    }

    @ParameterizedTest
    @MethodSource("optimizersAndFormats")
    void removedWeightsAndTheirMomentsStayExactlyZero(OptimizerSettings optimizer, StoragePolicy storage) {
        try (Workbench bench = bench(optimizer, List.of(), storage)) {
            step(bench, 5);
            bench.prune(0.3, "masks");
            check(bench, optimizer.moments());
            step(bench, 5);
            check(bench, optimizer.moments());
        }
    }

    private static void check(Workbench bench, int moments) {
        for (Parameter weight : bench.network.weights()) {
            Mask mask = weight.mask().orElseThrow();
            Matrix values = weight.copyOfValues();
            List<Matrix> all = IntStream.range(0, moments).mapToObj(weight::copyOfMoment).toList();
            long nonzero = 0;
            for (int row = 0; row < mask.rows(); row++) {
                for (int column = 0; column < mask.columns(); column++) {
                    if (mask.keeps(row, column)) {
                        nonzero += values.get(row, column) == 0 ? 0 : 1;
                    } else {
                        assertThat(values.get(row, column)).isZero();
                        for (Matrix moment : all) {
                            assertThat(moment.get(row, column)).isZero();
                        }
                    }
                }
            }
            assertThat(nonzero).isEqualTo(mask.count()).isEqualTo(weight.kept());
        }
    }

    @ParameterizedTest
    @MethodSource("optimizersAndFormats")
    void weightsThatComeBackBeginAtZeroWithMomentsOfZero(OptimizerSettings optimizer, StoragePolicy storage) {
        try (Workbench bench = bench(optimizer, List.of(), storage)) {
            step(bench, 5);
            bench.prune(0.3, "masks");
            step(bench, 5);
            Map<Parameter, Mask> before = new LinkedHashMap<>();
            bench.network.weights().forEach(weight -> before.put(weight, weight.mask().orElseThrow()));
            bench.prune(0.3, "others");
            long grown = 0;
            for (Parameter weight : bench.network.weights()) {
                Mask mask = weight.mask().orElseThrow();
                Mask old = before.get(weight);
                Matrix values = weight.copyOfValues();
                List<Matrix> moments = IntStream.range(0, optimizer.moments()).mapToObj(weight::copyOfMoment).toList();
                for (int row = 0; row < mask.rows(); row++) {
                    for (int column = mask.nextKept(row, 0); column < mask.columns(); column = mask
                            .nextKept(row, column + 1)) {
                        boolean there = old.keeps(row, column);
                        grown += there ? 0 : 1;
                        assertThat(values.get(row, column) != 0).isEqualTo(there);
                        for (Matrix moment : moments) {
                            assertThat(moment.get(row, column) != 0).isEqualTo(there);
                        }
                    }
                }
            }
            assertThat(grown).isGreaterThan(100);
            step(bench, 1);
            check(bench, optimizer.moments());
        }
    }

    @ParameterizedTest
    @EnumSource
    void someEntriesAreDrawnAndTheOthersStay(StorageFormat format) {
        Parameter weight = Parameter.weight(new WeightShape("w", WeightRole.INPUT, 0, 1, 2, 3), 0.5);
        weight.draw(new RandomStreams(1).stream("w"));
        weight.prune(Mask.builder(2, 3).keep(0, 0).keep(0, 1).keep(1, 1).keep(1, 2).build(),
                new StorageChoice(format, "the test asks for it"));
        Matrix before = weight.copyOfValues();

        weight.draw(Mask.builder(2, 3).keep(0, 1).keep(1, 1).build(), new RandomStreams(2).stream("w"));
        Matrix after = weight.copyOfValues();

        assertThat(after.get(0, 1)).isNotEqualTo(before.get(0, 1)).isNotEqualTo(after.get(1, 1)).isBetween(-0.5f, 0.5f);
        assertThat(after.get(1, 1)).isNotEqualTo(before.get(1, 1)).isBetween(-0.5f, 0.5f);
        assertThat(after.get(0, 0)).isEqualTo(before.get(0, 0));
        assertThat(after.get(1, 2)).isEqualTo(before.get(1, 2));
        assertThat(after.get(0, 2)).isZero();
        assertThat(after.get(1, 0)).isZero();
    }

    /** A unit all of whose weights and biases are gone might as well not be there. */
    @ParameterizedTest
    @MethodSource("optimizersAndFormats")
    void aNetworkWhoseLastUnitsAreMaskedTrainsAsOneWithoutThem(OptimizerSettings optimizer, StoragePolicy storage) {
        try (Workbench large = new Workbench(Workbench.network("tanh", 12, 1, false, false), SHAPE, optimizer,
                List.of(), 1, storage);
                Workbench small = new Workbench(Workbench.network("tanh", 5, 1, false, false), SHAPE, optimizer,
                        List.of(), 1)) {
            Map<Parameter, Mask> masks = new LinkedHashMap<>();
            for (int index = 0; index < large.network.parameters().size(); index++) {
                Matrix from = small.network.parameters().get(index).values();
                Parameter to = large.network.parameters().get(index);
                Mask.Builder mask = Mask.builder(to.rows(), to.columns());
                for (int row = 0; row < from.rows(); row++) {
                    for (int column = 0; column < from.columns(); column++) {
                        to.values().set(row, column, from.get(row, column));
                        mask.keep(row, column);
                    }
                }
                masks.put(to, mask.build());
            }
            large.prune(masks);
            for (int step = 0; step < 20; step++) {
                large.step();
                small.step();
                assertThat(large.last.loss()).isEqualTo(small.last.loss(), offset());
                assertThat(large.last.gradientNorm()).isEqualTo(small.last.gradientNorm(), offset());
            }
            for (int index = 0; index < large.network.parameters().size(); index++) {
                Matrix expected = small.network.parameters().get(index).values();
                Matrix actual = large.network.parameters().get(index).copyOfValues();
                for (int row = 0; row < expected.rows(); row++) {
                    for (int column = 0; column < expected.columns(); column++) {
                        assertThat((double) actual.get(row, column)).isEqualTo(expected.get(row, column), offset());
                    }
                }
            }
        }
    }

    private static Offset<Double> offset() {
        return Offset.offset(1e-4);
    }

    @ParameterizedTest
    @EnumSource
    void freshWeightsKeepToTheMaskAndAreWiderWhereFewerAreLeft(StorageFormat format) {
        Parameter weight = Parameter.weight(new WeightShape("w", WeightRole.INPUT, 0, 1, 3, 400), 0.5);
        Mask.Builder mask = Mask.builder(3, 400);
        for (int column = 0; column < 400; column++) {
            mask.keep(0, column);
            if (column % 4 == 0) {
                mask.keep(1, column);
            }
        }
        weight.prune(mask.build(), new StorageChoice(format, "the test asks for it"));
        weight.drawSparse(new RandomStreams(1).stream("w"));

        // 400 of 400, 100 of 400, none: bounds of 0.5, 0.5 · √4, 0.
        assertThat(maximum(weight.copyOfValues(), 0)).isBetween(0.49f, 0.5f);
        assertThat(maximum(weight.copyOfValues(), 1)).isBetween(0.95f, 1.0f);
        assertThat(maximum(weight.copyOfValues(), 2)).isZero();
        assertThat(weight.copyOfValues().get(1, 1)).isZero();

        weight.draw(new RandomStreams(1).stream("w"));
        assertThat(maximum(weight.copyOfValues(), 1)).isBetween(0.45f, 0.5f);
        assertThat(weight.copyOfValues().get(1, 1)).isZero();
    }

    private static float maximum(Matrix values, int row) {
        float maximum = 0;
        for (int column = 0; column < values.columns(); column++) {
            maximum = Math.max(maximum, Math.abs(values.get(row, column)));
        }
        return maximum;
    }

    @Test
    void masksOfOtherExtentsAndMasksOnVectorsAreRefused() {
        Parameter weight = Parameter.weight(new WeightShape("w", WeightRole.INPUT, 0, 1, 2, 3), 1);
        assertThatThrownBy(() -> weight.prune(Mask.full(3, 2), StorageChoice.UNPRUNED))
                .hasMessage("Mask[3 x 2, 6 kept] cannot prune w, 2 x 3");
        assertThatThrownBy(() -> Parameter.vector("b", 2, 1).prune(Mask.full(2, 1), StorageChoice.UNPRUNED))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void regularizersSeeEveryEntryOnceAndAreToldOfEveryStructure() {
        Recorder recorder = new Recorder();
        try (Workbench bench = bench(new OptimizerSettings.Sgd(0.1, 0, 0), List.of(recorder), StoragePolicy.AUTO)) {
            bench.step();
            // two layers of [36 x 9], a penalty of 1 for each entry
            assertThat(bench.last.penalty()).isEqualTo(2 * 36 * 9);
            assertThat(recorder.bound).isEqualTo(2);
            assertThat(recorder.restructured).isEqualTo(2);
            assertThat(recorder.learned).isEqualTo(2);
        }
    }

    @Test
    void regularizersFollowAPruningThatNobodyTellsThemOf() {
        Recorder recorder = new Recorder();
        try (Workbench bench = bench(new OptimizerSettings.Sgd(0.1, 0, 0), List.of(recorder), StoragePolicy.SPARSE)) {
            bench.step();
            bench.prune(0.3, "masks");
            bench.step();
            long kept = bench.network.weights().stream()
                    .filter(weight -> weight.weight().orElseThrow().role() == WeightRole.RECURRENT)
                    .mapToLong(Parameter::kept)
                    .sum();
            assertThat(bench.last.penalty()).isEqualTo(kept).isLessThan(2 * 36 * 9);
            assertThat(recorder.restructured).isEqualTo(4);
        }
    }

    /** Counts. */
    private static final class Recorder implements Regularizer {

        private int bound;
        private int restructured;
        private int learned;

        @Override
        public Set<WeightRole> on() {
            return Set.of(WeightRole.RECURRENT);
        }

        @Override
        public BoundRegularizer bind(PlacedWeight weight, RandomGenerator random) {
            bound++;
            return new BoundRegularizer() {
                @Override
                public void restructure(EntryBlock entries) {
                    restructured++;
                }

                @Override
                public double accumulate(EntryBlock block) {
                    long entries = 0;
                    for (int row = block.firstRow(); row < block.endRow(); row++) {
                        entries += block.end(row) - block.begin(row);
                    }
                    return entries;
                }

                @Override
                public void endStep(TrainingStep step) {
                    learned++;
                }
            };
        }
    }

    private static void step(Workbench bench, int steps) {
        for (int step = 0; step < steps; step++) {
            bench.step();
        }
    }
}
