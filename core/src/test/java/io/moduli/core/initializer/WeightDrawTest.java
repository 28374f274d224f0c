package io.moduli.core.initializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moduli.api.RandomStreams;
import io.moduli.api.geometry.DistanceScale;
import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.geometry.PlainSpace;
import io.moduli.api.initializer.FirstWeights;
import io.moduli.api.initializer.WeightInitializer;
import io.moduli.api.math.ParallelLoop;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.StorageChoice;
import io.moduli.core.engine.storage.StoragePolicy;
import io.moduli.core.geometry.GeometrySettings;
import io.moduli.core.geometry.LayerGeometries;
import io.moduli.core.geometry.Learning;
import io.moduli.core.geometry.Placement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class WeightDrawTest {

    private static final int UNITS = 5;
    private static final RandomStreams STREAMS = new RandomStreams(4);

    private final Parameter input = Parameter.weight(
            new WeightShape("input", WeightRole.INPUT, 0, 2, UNITS, 3), 0.25);
    private final Parameter recurrent = Parameter.weight(
            new WeightShape("recurrent", WeightRole.RECURRENT, 0, 2, UNITS, UNITS), 0.5);
    private final Parameter bias = Parameter.vector("bias", UNITS, -1, 3);
    private final List<Parameter> all = List.of(input, recurrent, bias);
    private final LayerGeometries geometries = LayerGeometries.draw(
            List.of(new GeometrySettings(
                    new PlainSpace(1), DistanceScale.AS_IS, Placement.UNIFORM, Optional.of(new Learning(1, 1, 9)))),
            1, UNITS, new RandomStreams(2));

    private WeightDraw on(WeightRole role, Consumer<FirstWeights> writing) {
        return new WeightDraw(Optional.of(new WeightInitializer() {
            @Override
            public Set<WeightRole> on() {
                return Set.of(role);
            }

            @Override
            public void initialize(FirstWeights weight) {
                writing.accept(weight);
            }
        }), geometries);
    }

    private static float[] values(Parameter parameter) {
        return parameter.copyOfValues().toArray();
    }

    private static float[] row(Parameter parameter, int row) {
        float[] values = new float[parameter.columns()];
        parameter.readRow(row, values);
        return values;
    }

    /** Makes each weight the distance of its units. */
    private static void distances(FirstWeights weight) {
        LayerGeometry geometry = weight.weight().geometry().orElseThrow();
        for (int row = 0; row < weight.weight().shape().rows(); row++) {
            float[] values = new float[UNITS];
            for (int unit = 0; unit < UNITS; unit++) {
                values[unit] = (float) geometry.distance(row % UNITS, unit);
            }
            weight.write(row, values);
        }
    }

    private void movePoints() {
        geometries.beginStep(1, true);
        geometries.ofLayer(0).orElseThrow().addGradient(2, new double[] {0.125});
        assertThat(geometries.endStep(1, ParallelLoop.SERIAL)).isTrue();
    }

    private void prune(Parameter weight) {
        Mask.Builder kept = Mask.builder(weight.rows(), weight.columns());
        for (int row = 0; row < weight.rows(); row++) {
            kept.keep(row, row % weight.columns()).keep(row, (row + 2) % weight.columns());
        }
        Mask mask = kept.build();
        StorageChoice choice = StoragePolicy.SPARSE.choose(mask.rows(), mask.columns(), 1, 0.4);
        weight.prune(mask, choice);
    }

    @Test
    void withoutAnInitializerEveryParameterIsDrawnFromItsOwnStream() {
        WeightDraw.uniform().drawFirst(all, STREAMS);
        for (Parameter parameter : all) {
            float[] drawn = values(parameter);
            parameter.draw(STREAMS.stream(parameter.name()));
            assertThat(drawn).isEqualTo(values(parameter)).doesNotContain(0);
        }
        prune(recurrent);
        WeightDraw.uniform().drawSparse(all, STREAMS);
        float[] wider = values(recurrent);
        recurrent.drawSparse(STREAMS.stream("recurrent"));
        assertThat(wider).isEqualTo(values(recurrent));
    }

    @Test
    void anInitializerWritesTheWeightsOfItsRolesAndNoOthers() {
        WeightDraw.uniform().drawFirst(all, STREAMS);
        float[] drawnInput = values(input);
        float[] drawnBias = values(bias);

        on(WeightRole.RECURRENT, weight -> {
            assertThat(weight.weight().shape().name()).isEqualTo("recurrent");
            assertThat(weight.bound()).isEqualTo(0.5);
            assertThat(weight.mask()).isEmpty();
            weight.random().nextLong();
            float[] values = {1, 2, 3, 4, 5};
            weight.write(7, values);
            values[0] = 9;
        }).drawFirst(all, STREAMS);

        assertThat(values(input)).isEqualTo(drawnInput);
        assertThat(values(bias)).isEqualTo(drawnBias);
        assertThat(row(recurrent, 7)).containsExactly(1, 2, 3, 4, 5);
        for (int row = 0; row < 10; row++) {
            assertThat(row == 7 || Arrays.equals(row(recurrent, row), new float[UNITS])).as("row %d", row)
                    .isTrue();
        }
    }

    @Test
    void firstWeightsOfOneThatBeginsSparseAreTheSameAfterMoreOfItHasGone() {
        Mask mask = Mask.builder(10, UNITS).keep(3, 1).keep(3, 2).build();
        Parameter sparse = Parameter.masked(recurrent.weight().orElseThrow(), 0.5, mask,
                StoragePolicy.SPARSE.choose(10, UNITS, 1, 0.04));
        WeightDraw draw = on(WeightRole.RECURRENT, weight -> {
            assertThat(weight.mask()).contains(mask);
            distances(weight);
        });
        draw.drawFirst(List.of(sparse), STREAMS);

        assertThat(sparse.kept()).isEqualTo(2);
        assertThat(row(sparse, 3)[2]).isNotZero();
        assertThat(row(sparse, 3)[3]).isZero();
        float[] first = row(sparse, 3);
        sparse.prune(Mask.builder(10, UNITS).keep(3, 2).build(), StoragePolicy.SPARSE.choose(10, UNITS, 1, 0.02));
        draw.drawFirst(List.of(sparse), STREAMS);
        assertThat(row(sparse, 3)).containsExactly(0, 0, first[2], 0, 0);
    }

    @Test
    void firstWeightsAreTheSameAfterPointsHaveMovedAndWeightsHaveGone() {
        WeightDraw draw = on(WeightRole.RECURRENT, weight -> {
            assertThat(weight.mask()).isEmpty();
            distances(weight);
        });
        draw.drawFirst(all, STREAMS);
        float[] first = values(recurrent);
        movePoints();
        prune(recurrent);

        draw.drawFirst(all, STREAMS);

        for (int entry = 0; entry < first.length; entry++) {
            boolean kept = recurrent.mask().orElseThrow().keeps(entry / UNITS, entry % UNITS);
            assertThat(values(recurrent)[entry]).isEqualTo(kept ? first[entry] : 0);
        }
    }

    @Test
    void freshWeightsAreThoseOfPointsAndMasksAsTheyAreNow() {
        WeightDraw draw = on(WeightRole.RECURRENT, weight -> {
            assertThat(weight.mask()).isEqualTo(recurrent.mask());
            distances(weight);
        });
        LayerGeometry points = geometries.ofLayer(0).orElseThrow();
        double before = points.distance(0, 2);
        movePoints();
        prune(recurrent);
        assertThat(points.distance(0, 2)).isNotEqualTo(before);

        draw.drawFresh(all, STREAMS);
        assertThat(row(recurrent, 5)).containsExactly(0, 0, (float) points.distance(0, 2), 0, 0);
        recurrent.scale(0.5);
        draw.drawSparse(all, STREAMS);
        assertThat(row(recurrent, 5)).containsExactly(0, 0, (float) points.distance(0, 2), 0, 0);
    }

    @Test
    void rowsAndValuesThatCannotBeAreRefusedWithTheWeightsName() {
        assertThatThrownBy(() -> on(WeightRole.INPUT, weight -> weight.write(10, new float[3])).drawFirst(all, STREAMS))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> on(WeightRole.INPUT, weight -> weight.write(0, new float[4])).drawFirst(all, STREAMS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("4 first values for a row of input, which has 3 columns");
        assertThatThrownBy(() -> on(WeightRole.INPUT, weight -> weight.write(1, new float[] {0, 0, Float.NaN}))
                .drawFirst(all, STREAMS)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the first value of input in row 1 and column 2 is NaN");
    }
}
