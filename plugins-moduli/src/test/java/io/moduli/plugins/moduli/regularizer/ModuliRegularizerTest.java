package io.moduli.plugins.moduli.regularizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.testkit.SampleWeight;
import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.state.StateArray;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.moduli.inhibitor.Diffusion;
import io.moduli.plugins.moduli.inhibitor.Gaussian;
import io.moduli.plugins.moduli.inhibitor.Identity;
import io.moduli.plugins.moduli.space.EuclideanSpace;
import io.moduli.plugins.moduli.space.TorusSpace;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Three neurons on a line at 0, 1 and 3, so that distances are 1, 2 and 3. */
class ModuliRegularizerTest {

    private static final EuclideanSpace LINE = new EuclideanSpace(1, 1);
    private static final WeightShape ONE_GATE = shape(1);

    private static WeightShape shape(int gates) {
        return new WeightShape("rnn.weight_hh_l0", WeightRole.RECURRENT, 0, gates, 3, 3);
    }

    private static BoundRegularizer bind(Settings settings, WeightShape shape) {
        BoundRegularizer bound = new ModuliRegularizer(settings.build()).bind(shape, new SplittableRandom(1));
        bound.restore(List.of(new StateArray("points", List.of(3, 1), new double[] {0, 1, 3})));
        return bound;
    }

    private static double penalty(Settings settings, SampleWeight weight) {
        BoundRegularizer bound = bind(settings, weight.shape());
        bound.restructure(weight.whole());
        return bound.accumulate(weight.whole());
    }

    private static SampleWeight only(int row, int column, float value) {
        float[] matrix = new float[9];
        matrix[3 * row + column] = value;
        return SampleWeight.dense(ONE_GATE, matrix);
    }

    @Test
    void theMeanIsOverAllEntriesStoredOrNot() {
        Settings settings = Settings.of(LINE, new Identity(false)).strength(6);
        SampleWeight dense = only(0, 2, -2);
        SampleWeight sparse = SampleWeight.sparse(ONE_GATE, dense.values(), Mask.builder(3, 3).keep(0, 2).build());
        assertThat(penalty(settings, dense)).isEqualTo(6.0 / 9 * 3 * 2, within(1e-6));
        assertThat(penalty(settings, sparse)).isEqualTo(6.0 / 9 * 3 * 2, within(1e-6));
        assertThat(dense.gradients()).containsExactly(new float[] {0, 0, -2, 0, 0, 0, 0, 0, 0}, within(1e-6f));
    }

    @Test
    void theSumIsNotDivided() {
        assertThat(penalty(Settings.of(LINE, new Identity(false)).sum(), only(0, 2, -2))).isEqualTo(6);
        assertThat(penalty(Settings.of(LINE, new Identity(false)).sum().power(2), only(0, 2, -2))).isEqualTo(12);
    }

    @Test
    void theMaximumOfAnInvertedInhibitorIsOverAllPairsEvenThoseThatAreNotStored() {
        Settings inverted = Settings.of(LINE, new Diffusion(true)).sum();
        SampleWeight sparse = SampleWeight.sparse(
                ONE_GATE, only(0, 1, 1).values(), Mask.builder(3, 3).keep(0, 1).build());
        assertThat(penalty(inverted, sparse)).isEqualTo(9 - 1);
        assertThat(penalty(inverted.learn(1, 1, 1), sparse)).isEqualTo(9 - 1);
    }

    @Test
    void theMaximumOfAnInvertedInhibitorIncludesTheDiagonal() {
        Settings inverted = Settings.of(LINE, new Gaussian(100, 1, true)).sum();
        double expected = 100 - 100 * Math.exp(-1);
        assertThat(penalty(inverted, only(0, 1, 1))).isEqualTo(expected, within(1e-5));
        assertThat(penalty(inverted.learn(1, 1, 1), only(0, 1, 1))).isEqualTo(expected, within(1e-5));
        assertThat(penalty(inverted, only(1, 1, 1))).isZero();
    }

    @Test
    void allGatesShareTheCoefficients() {
        float[] matrix = new float[36];
        matrix[2] = 1;
        matrix[9 + 2] = 1;
        matrix[27 + 2] = -1;
        Settings settings = Settings.of(LINE, new Identity(false)).strength(36);
        assertThat(penalty(settings, SampleWeight.dense(shape(4), matrix))).isEqualTo(9, within(1e-6));
        Mask mask = Mask.builder(12, 3).keep(0, 2).keep(3, 2).keep(9, 2).keep(10, 0).build();
        assertThat(penalty(settings, SampleWeight.sparse(shape(4), matrix, mask))).isEqualTo(9, within(1e-6));
    }

    @Test
    void unitMedianDividesByTheMedianDistanceOfDifferentNeurons() {
        assertThat(penalty(Settings.of(LINE, new Identity(false)).sum().unitMedian(), only(0, 2, 1))).isEqualTo(1.5);
        assertThat(penalty(Settings.of(LINE, new Identity(false)).sum().unitMedian().learn(1, 1, 1), only(0, 2, 1)))
                .isEqualTo(1.5);
    }

    @Test
    void meanCoefficientsAreTheMeanOverAllPairsEverywhere() {
        // Distances 0 (three times), 1, 2 and 3 (twice each): 12 / 9.
        Settings mean = Settings.of(LINE, new Identity(false)).sum().coefficients(CoefficientSource.MEAN);
        assertThat(penalty(mean, only(0, 0, 1))).isEqualTo(12.0 / 9, within(1e-7));
        assertThat(penalty(mean, only(2, 0, 1))).isEqualTo(12.0 / 9, within(1e-7));
    }

    @Test
    void shuffledCoefficientsAreTheSameValuesInOtherPlaces() {
        Settings shuffled = Settings.of(new TorusSpace(2, 10), new Identity(false))
                .sum()
                .coefficients(CoefficientSource.SHUFFLED);
        WeightShape shape = new WeightShape("w", WeightRole.RECURRENT, 0, 1, 40, 40);
        float[] drawn = coefficients(new ModuliRegularizer(shuffled.build()).bind(shape, new SplittableRandom(3)),
                shape);
        float[] geometry = coefficients(
                new ModuliRegularizer(shuffled.coefficients(CoefficientSource.GEOMETRY).build())
                        .bind(shape, new SplittableRandom(3)),
                shape);
        assertThat(drawn).isNotEqualTo(geometry);
        assertThat(sorted(drawn)).isEqualTo(sorted(geometry));
        int moved = 0;
        for (int k = 0; k < drawn.length; k++) {
            moved += drawn[k] != geometry[k] ? 1 : 0;
        }
        assertThat(moved).isGreaterThan(1500);
    }

    /** By the gradients of a matrix of ones. */
    private static float[] coefficients(BoundRegularizer bound, WeightShape shape) {
        float[] ones = new float[shape.rows() * shape.columns()];
        Arrays.fill(ones, 1);
        SampleWeight weight = SampleWeight.dense(shape, ones);
        bound.restructure(weight.whole());
        bound.accumulate(weight.whole());
        return weight.gradients();
    }

    private static float[] sorted(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    @Test
    void everyBindingDrawsPointsOfItsOwn() {
        ModuliRegularizer regularizer = new ModuliRegularizer(
                Settings.of(new TorusSpace(2, 10), new Identity(false)).build());
        SplittableRandom random = new SplittableRandom(9);
        StateArray first = regularizer.bind(ONE_GATE, random).state().getFirst();
        StateArray second = regularizer.bind(ONE_GATE, random).state().getFirst();
        assertThat(first.name()).isEqualTo("points");
        assertThat(first.shape()).containsExactly(3, 2);
        assertThat(first.values()).isNotEqualTo(second.values());
    }

    @Test
    void refusesAWeightThatIsNotRecurrent() {
        ModuliRegularizer regularizer = new ModuliRegularizer(Settings.of(LINE, new Identity(false)).build());
        WeightShape input = new WeightShape("rnn.weight_ih_l0", WeightRole.INPUT, 0, 1, 3, 3);
        assertThatThrownBy(() -> regularizer.bind(input, new SplittableRandom(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("only recurrent weights have distances");
    }

    @Test
    void refusesPointsOfAnotherLayerOrWithoutAPlace() {
        BoundRegularizer bound = bind(Settings.of(LINE, new Identity(false)), ONE_GATE);
        assertThatThrownBy(() -> bound.restore(List.of(new StateArray("points", List.of(4, 1), new double[4]))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected one array points of the shape [3, 1], but got [points [4, 1]]");
        assertThatThrownBy(() -> bound.restore(
                List.of(new StateArray("points", List.of(3, 1), new double[] {0, Double.NaN, 1}))))
                .hasMessage("points has the value NaN at coordinate 0 of point 1");
    }

    @Test
    void accumulatingBeforeTheStructureIsKnownIsAnError() {
        BoundRegularizer fixed = bind(Settings.of(LINE, new Identity(false)), ONE_GATE);
        BoundRegularizer learned = bind(Settings.of(LINE, new Identity(false)).learn(1, 1, 1), ONE_GATE);
        SampleWeight weight = only(0, 1, 1);
        assertThatThrownBy(() -> fixed.accumulate(weight.whole())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> learned.accumulate(weight.whole())).isInstanceOf(IllegalStateException.class);
    }
}
