package io.moduli.core.engine.maps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.RandomStreams;
import io.moduli.api.tensor.Matrix;
import io.moduli.api.tensor.NativeArrays;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.SparseRows;
import io.moduli.core.engine.storage.SparseStructure;
import io.moduli.core.engine.storage.SparseWeight;
import io.moduli.core.engine.storage.StorageChoice;
import io.moduli.core.engine.storage.StorageFormat;
import io.moduli.core.engine.threads.Team;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Sparse products are ND4J's dense ones, for masks of every kind, on windows inside of larger matrices, by one worker and two. */
class SparseProductTest {

    private static final double TOLERANCE = 2e-5;

    /** Which entries a mask keeps. */
    enum Kind {
        RANDOM, NOTHING, EVERYTHING, ONE_ROW, ONE_COLUMN, EMPTY_ROWS, EMPTY_COLUMNS, BAND, SINGLE_ENTRY
    }

    /** A mask of some kind and the batch that the products are for. */
    record Example(Kind kind, int rows, int columns, int batch, double density) {

        Mask mask(RandomGenerator random) {
            Mask.Builder mask = Mask.builder(rows, columns);
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    boolean drawn = random.nextDouble() < density;
                    boolean keep = switch (kind) {
                        case RANDOM -> drawn;
                        case NOTHING -> false;
                        case EVERYTHING -> true;
                        case ONE_ROW -> row == rows / 2;
                        case ONE_COLUMN -> column == columns / 3;
                        case EMPTY_ROWS -> drawn && row % 3 == 1;
                        case EMPTY_COLUMNS -> drawn && column % 3 == 1;
                        case BAND -> Math.floorMod(column - row, columns) <= columns * density;
                        case SINGLE_ENTRY -> row == rows - 1 && column == columns - 1;
                    };
                    if (keep) {
                        mask.keep(row, column);
                    }
                }
            }
            return mask.build();
        }
    }

    @Provide
    static Arbitrary<Example> examples() {
        Arbitrary<Integer> extents = Arbitraries.integers().between(1, 400);
        Arbitrary<Integer> batches = Arbitraries.oneOf(
                Arbitraries.of(1, 7, 17, 20, 32, 100, 200), Arbitraries.integers().between(1, 300));
        return Combinators.combine(
                Arbitraries.of(Kind.class), extents, extents, batches, Arbitraries.doubles().between(0.01, 0.6))
                .as(Example::new);
    }

    @Property(tries = 60)
    void productsAreThoseOfNd4j(
            @ForAll("examples") Example example, @ForAll @IntRange(min = 1, max = 3) int workers,
            @ForAll boolean add, @ForAll int seed) {
        RandomGenerator random = new RandomStreams(seed).stream("sparse");
        Mask mask = example.mask(random);
        Parameter parameter = drawn(mask, random);
        SparseWeight weight = parameter.sparse();
        Matrix x = ProductTest.window(example.columns, example.batch, random);
        Matrix y = ProductTest.window(example.rows, example.batch, random);

        try (Team team = new Team(workers)) {
            SparseLinearMap map = new SparseLinearMap(parameter, team);
            INDArray dense = NativeArrays.view(dense(weight));
            INDArray forward = dense.mmul(NativeArrays.view(x));
            INDArray expected = add ? forward.add(NativeArrays.view(y)) : forward;
            team.run(worker -> map.multiply(worker, x, y, add));
            check(y, expected);
            checkSurroundings(y);

            INDArray transposed = dense.transpose().mmul(NativeArrays.view(y));
            INDArray expectedTransposed = add ? transposed.add(NativeArrays.view(x)) : transposed;
            team.run(worker -> map.multiplyTransposed(worker, y, x, add));
            check(x, expectedTransposed);
            checkSurroundings(x);

            INDArray outer = NativeArrays.view(y).mmul(NativeArrays.view(x).transpose());
            team.run(worker -> map.gradient(worker, y, x, false));
            checkGradient(weight, outer);
            if (add) {
                team.run(worker -> map.gradient(worker, y, x, true));
                checkGradient(weight, outer.mul(2));
            }
            team.run(map::zeroGradient);
            checkGradient(weight, outer.mul(0));
        }
    }

    /** Of one vector to eight, whole and in part, for as many steps as kernels take at once, more and fewer. */
    @Property(tries = 60)
    void theGradientOfSeveralStepsIsTheSumOfThoseOfEach(
            @ForAll("examples") Example example, @ForAll @IntRange(min = 1, max = 128) int columns,
            @ForAll boolean whole, @ForAll @IntRange(min = 1, max = 9) int steps, @ForAll boolean add,
            @ForAll int seed) {
        RandomGenerator random = new RandomStreams(seed).stream("steps");
        Parameter parameter = drawn(example.mask(random), random);
        int width = whole ? Math.ceilDiv(columns, 16) * 16 : columns;
        Matrix[] y = sequence(example.rows, width, steps + 1, random);
        Matrix[] x = sequence(example.columns, width, steps + 1, random);

        try (Team team = new Team(1)) {
            SparseLinearMap map = new SparseLinearMap(parameter, team);
            team.run(worker -> map.gradient(worker, y[0], x[0], false));
            INDArray expected = add
                    ? NativeArrays.view(y[0]).mmul(NativeArrays.view(x[0]).transpose())
                    : NativeArrays.view(y[0]).mmul(NativeArrays.view(x[0]).transpose()).mul(0);
            for (int step = 1; step <= steps; step++) {
                expected = expected.add(NativeArrays.view(y[step]).mmul(NativeArrays.view(x[step]).transpose()));
            }
            int middle = example.rows / 2;
            map.addGradientRows(0, middle, y, x, 1, steps, add);
            map.addGradientRows(middle, example.rows, y, x, 1, steps, add);
            checkGradient(parameter.sparse(), expected);
        }
    }

    /** Steps at equal distances in memory. */
    private static Matrix[] sequence(int rows, int columns, int steps, RandomGenerator random) {
        Matrix all = ProductTest.window(rows * steps, columns, random);
        Matrix[] sequence = new Matrix[steps];
        Arrays.setAll(sequence, step -> all.window(step * rows, rows, 0, columns));
        return sequence;
    }

    @Property(tries = 100)
    void theStructureHoldsWhatTheMaskKeeps(@ForAll("examples") Example example, @ForAll int seed) {
        Mask mask = example.mask(new RandomStreams(seed).stream("structure"));
        SparseStructure structure = SparseStructure.of(mask);

        assertThat(structure.rows()).isEqualTo(mask.rows());
        assertThat(structure.columns()).isEqualTo(mask.columns());
        assertThat(structure.entries()).isEqualTo((int) mask.count());
        Mask.Builder byRow = Mask.builder(mask.rows(), mask.columns());
        Mask.Builder byColumn = Mask.builder(mask.rows(), mask.columns());
        for (int row = 0; row < mask.rows(); row++) {
            for (int entry = structure.byRow().begin(row); entry < structure.byRow().begin(row + 1); entry++) {
                byRow.keep(row, structure.byRow().column(entry));
            }
        }
        for (int column = 0; column < mask.columns(); column++) {
            for (int place = structure.byColumn().begin(column); place
                    < structure.byColumn().begin(column + 1); place++) {
                int row = structure.byColumn().column(place);
                int entry = structure.order().getAtIndex(ValueLayout.JAVA_INT, place);
                assertThat(structure.byRow().column(entry)).isEqualTo(column);
                assertThat(entry).isBetween(structure.byRow().begin(row), structure.byRow().begin(row + 1) - 1);
                byColumn.keep(row, column);
            }
        }
        assertThat(byRow.build()).isEqualTo(mask);
        assertThat(byColumn.build()).isEqualTo(mask);
    }

    @Test
    void aStructureIsNumberedAlongItsRows() {
        SparseStructure structure = SparseStructure.of(
                Mask.builder(3, 4).keep(0, 1).keep(0, 3).keep(2, 0).keep(2, 3).build());

        assertThat(integers(structure.byRow().begins(), 4)).containsExactly(0, 2, 2, 4);
        assertThat(integers(structure.byRow().columnIndices(), 4)).containsExactly(1, 3, 0, 3);
        assertThat(integers(structure.byColumn().begins(), 5)).containsExactly(0, 1, 2, 2, 4);
        assertThat(integers(structure.byColumn().columnIndices(), 4)).containsExactly(2, 0, 0, 2);
        assertThat(integers(structure.order(), 4)).containsExactly(2, 0, 1, 3);
        assertThat(structure.byRow().begins().address() % 64).isZero();
        assertThat(structure.byRow().columnIndices().address() % 64).isZero();
    }

    @Test
    void rowsAreSplitByTheirEntries() {
        Mask.Builder mask = Mask.builder(6, 100);
        for (int column = 0; column < 100; column++) {
            mask.keep(1, column).keep(5, column);
        }
        for (int column = 0; column < 40; column++) {
            mask.keep(3, column);
        }
        SparseRows rows = SparseStructure.of(mask.build()).byRow();

        assertThat(rows.split(1)).containsExactly(0, 6);
        assertThat(rows.split(2)).containsExactly(0, 3, 6);
        assertThat(rows.split(3)).containsExactly(0, 2, 5, 6);
    }

    @Test
    void rowsWithoutEntriesAreSplitEvenly() {
        SparseRows nothing = SparseStructure.of(Mask.builder(8, 5).build()).byRow();
        assertThat(nothing.entries()).isZero();
        assertThat(nothing.split(2)).containsExactly(0, 4, 8);
        assertThat(nothing.split(4)).containsExactly(0, 2, 4, 6, 8);
    }

    @Test
    void moreWorkersThanRowsLeaveSomeWithoutAny() {
        SparseRows full = SparseStructure.of(Mask.full(2, 3)).byRow();
        int[] bounds = full.split(5);
        assertThat(bounds).hasSize(6).startsWith(0).endsWith(2).isSorted();
    }

    @Test
    void transposedProductsUseTheValuesThatThereAre() {
        Parameter weight = sparse(Mask.full(1, 1));
        Matrix x = Matrix.of(1, 1, 3);
        Matrix y = Matrix.of(1, 1, 5);
        try (Team team = new Team(1)) {
            SparseLinearMap map = new SparseLinearMap(weight, team);
            weight.writeRow(0, new float[] {2});
            map.multiplyTransposed(0, y, x, false);
            assertThat(x.get(0, 0)).isEqualTo(10);

            weight.writeRow(0, new float[] {4});
            map.multiplyTransposed(0, y, x, false);
            assertThat(x.get(0, 0)).isEqualTo(20);

            weight.scale(2);
            map.multiplyTransposed(0, y, x, false);
            assertThat(x.get(0, 0)).isEqualTo(40);

            weight.sparse().values().setAtIndex(ValueLayout.JAVA_FLOAT, 0, 3);
            weight.valuesChanged();
            map.multiplyTransposed(0, y, x, false);
            assertThat(x.get(0, 0)).isEqualTo(15);
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        try (Team team = new Team(1)) {
            SparseLinearMap map = new SparseLinearMap(sparse(Mask.full(2, 3)), team);
            Matrix three = Matrix.allocate(3, 5);
            Matrix two = Matrix.allocate(2, 5);
            assertThatThrownBy(() -> map.multiply(0, two, two, false))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("[2 x 3] times [2 x 5] into Matrix[2 x 5]");
            assertThatThrownBy(() -> map.multiplyTransposed(0, three, three, false))
                    .hasMessage("[3 x 2] times [3 x 5] into Matrix[3 x 5]");
            assertThatThrownBy(() -> map.gradient(0, two, Matrix.allocate(3, 4), false))
                    .hasMessage("[2 x 3] times [3 x 4] into Matrix[2 x 5]");
        }
    }

    private static Parameter drawn(Mask mask, RandomGenerator random) {
        Parameter weight = sparse(mask);
        weight.draw(random);
        return weight;
    }

    private static Parameter sparse(Mask mask) {
        WeightShape shape = new WeightShape("w", WeightRole.INPUT, 0, 1, mask.rows(), mask.columns());
        Parameter weight = Parameter.weight(shape, 1);
        weight.prune(mask, new StorageChoice(StorageFormat.SPARSE, "the test asks for it"));
        return weight;
    }

    private static Matrix dense(SparseWeight weight) {
        SparseRows rows = weight.structure().byRow();
        Matrix dense = Matrix.allocate(rows.rows(), rows.columns());
        for (int row = 0; row < rows.rows(); row++) {
            for (int entry = rows.begin(row); entry < rows.begin(row + 1); entry++) {
                dense.set(row, rows.column(entry), weight.values().getAtIndex(ValueLayout.JAVA_FLOAT, entry));
            }
        }
        return dense;
    }

    private static void check(Matrix actual, INDArray expected) {
        double tolerance = TOLERANCE * (1 + expected.amaxNumber().doubleValue());
        for (int row = 0; row < actual.rows(); row++) {
            for (int column = 0; column < actual.columns(); column++) {
                assertThat((double) actual.get(row, column))
                        .isCloseTo(expected.getFloat(row, column), within(tolerance));
            }
        }
    }

    private static void checkGradient(SparseWeight weight, INDArray expected) {
        double tolerance = TOLERANCE * (1 + expected.amaxNumber().doubleValue());
        SparseRows rows = weight.structure().byRow();
        for (int row = 0; row < rows.rows(); row++) {
            for (int entry = rows.begin(row); entry < rows.begin(row + 1); entry++) {
                assertThat((double) weight.gradients().getAtIndex(ValueLayout.JAVA_FLOAT, entry))
                        .isCloseTo(expected.getFloat(row, rows.column(entry)), within(tolerance));
            }
        }
    }

    /** The numbers around a window of {@link ProductTest#window} are as they were. */
    private static void checkSurroundings(Matrix window) {
        long stride = window.stride();
        MemorySegment memory = window.memory();
        long first = window.byteOffset(0, 0) / Float.BYTES;
        for (int row = -1; row <= window.rows(); row++) {
            long begin = first + row * stride;
            boolean outside = row < 0 || row == window.rows();
            for (int column = -2; column <= window.columns(); column++) {
                if (outside || column < 0 || column == window.columns()) {
                    assertThat(memory.getAtIndex(ValueLayout.JAVA_FLOAT, begin + column)).isEqualTo(7);
                }
            }
        }
    }

    private static int[] integers(MemorySegment memory, int count) {
        int[] values = new int[count];
        MemorySegment.copy(memory, ValueLayout.JAVA_INT, 0, values, 0, count);
        return values;
    }
}
