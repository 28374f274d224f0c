package io.moduli.plugins.moduli.regularizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.geometry.DistanceScale;
import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.settings.SettingException;
import io.moduli.api.testkit.SampleWeight;
import io.moduli.api.testkit.TrialGeometry;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.moduli.inhibitor.Diffusion;
import io.moduli.plugins.moduli.inhibitor.Gaussian;
import io.moduli.plugins.moduli.inhibitor.Identity;
import io.moduli.plugins.moduli.space.TorusSpace;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Three units on a line at 0, 1 and 3, so that distances are 1, 2 and 3. */
class ModuliRegularizerTest {

    private static final WeightShape ONE_GATE = shape(1);

    private static WeightShape shape(int gates) {
        return new WeightShape("rnn.weight_hh_l0", WeightRole.RECURRENT, 0, gates, 3, 3);
    }

    private static Placed bind(Settings settings, WeightShape shape) {
        return Placed.onLine(settings, shape, DistanceScale.AS_IS, 0, 1, 3);
    }

    private static double penalty(Settings settings, SampleWeight weight) {
        return bind(settings, weight.shape()).penalty(weight);
    }

    /** By the pairs of points that are learned: the structure is known when the first step in which they move begins. */
    private static double learnedPenalty(Settings settings, SampleWeight weight) {
        Placed placed = bind(settings, weight.shape());
        placed.penalty(weight);
        placed.learn(weight, 1e-300);
        return placed.penaltyNow(weight);
    }

    private static SampleWeight only(int row, int column, float value) {
        float[] matrix = new float[9];
        matrix[3 * row + column] = value;
        return SampleWeight.dense(ONE_GATE, matrix);
    }

    @Test
    void theMeanIsOverAllEntriesStoredOrNot() {
        Settings settings = Settings.of(new Identity(false)).strength(6);
        SampleWeight dense = only(0, 2, -2);
        SampleWeight sparse = SampleWeight.sparse(ONE_GATE, dense.values(), Mask.builder(3, 3).keep(0, 2).build());
        assertThat(penalty(settings, dense)).isEqualTo(6.0 / 9 * 3 * 2, within(1e-6));
        assertThat(penalty(settings, sparse)).isEqualTo(6.0 / 9 * 3 * 2, within(1e-6));
        assertThat(dense.gradients()).containsExactly(new float[] {0, 0, -2, 0, 0, 0, 0, 0, 0}, within(1e-6f));
    }

    @Test
    void theSumIsNotDivided() {
        assertThat(penalty(Settings.of(new Identity(false)).sum(), only(0, 2, -2))).isEqualTo(6);
        assertThat(penalty(Settings.of(new Identity(false)).sum().power(2), only(0, 2, -2))).isEqualTo(12);
    }

    @Test
    void theMaximumOfAnInvertedInhibitorIsOverAllPairsEvenThoseThatAreNotStored() {
        Settings inverted = Settings.of(new Diffusion(true)).sum();
        SampleWeight sparse = SampleWeight.sparse(
                ONE_GATE, only(0, 1, 1).values(), Mask.builder(3, 3).keep(0, 1).build());
        assertThat(penalty(inverted, sparse)).isEqualTo(9 - 1);
        assertThat(learnedPenalty(inverted, sparse)).isEqualTo(9 - 1);
    }

    @Test
    void theMaximumOfAnInvertedInhibitorIncludesTheDiagonal() {
        Settings inverted = Settings.of(new Gaussian(100, 1, true)).sum();
        double expected = 100 - 100 * Math.exp(-1);
        assertThat(penalty(inverted, only(0, 1, 1))).isEqualTo(expected, within(1e-5));
        assertThat(learnedPenalty(inverted, only(0, 1, 1))).isEqualTo(expected, within(1e-5));
        assertThat(penalty(inverted, only(1, 1, 1))).isZero();
    }

    @Test
    void connectionsOfUnitsToThemselvesCostNothingWhereTheyAreKept() {
        Settings inverted = Settings.of(new Diffusion(true)).sum();
        for (CoefficientSource source : CoefficientSource.values()) {
            Settings kept = inverted.coefficients(source).withoutSelf();
            assertThat(penalty(kept, only(1, 1, 1))).isZero();
            assertThat(learnedPenalty(kept, only(1, 1, 1))).isZero();
        }
        assertThat(penalty(inverted, only(1, 1, 1))).isEqualTo(9);
        assertThat(penalty(inverted.withoutSelf(), only(0, 1, 1))).isEqualTo(9 - 1);
        assertThat(learnedPenalty(inverted.withoutSelf(), only(0, 1, 1))).isEqualTo(9 - 1);
        // Ones everywhere: two gates of all pairs but the diagonal, 8, 5 and 0, each twice.
        float[] ones = new float[18];
        Arrays.fill(ones, 1);
        SampleWeight twoGates = SampleWeight.dense(shape(2), ones);
        assertThat(penalty(inverted.withoutSelf(), twoGates)).isEqualTo(2 * 2 * (8 + 5 + 0));
        assertThat(twoGates.gradients()).containsExactly(0, 8, 0, 8, 0, 5, 0, 5, 0, 0, 8, 0, 8, 0, 5, 0, 5, 0);
    }

    @Test
    void allGatesShareTheCoefficients() {
        float[] matrix = new float[36];
        matrix[2] = 1;
        matrix[9 + 2] = 1;
        matrix[27 + 2] = -1;
        Settings settings = Settings.of(new Identity(false)).strength(36);
        assertThat(penalty(settings, SampleWeight.dense(shape(4), matrix))).isEqualTo(9, within(1e-6));
        Mask mask = Mask.builder(12, 3).keep(0, 2).keep(3, 2).keep(9, 2).keep(10, 0).build();
        assertThat(penalty(settings, SampleWeight.sparse(shape(4), matrix, mask))).isEqualTo(9, within(1e-6));
    }

    @Test
    void distancesAreInTheGeometrysUnitOfLength() {
        Settings settings = Settings.of(new Identity(false)).sum();
        assertThat(Placed.onLine(settings, ONE_GATE, DistanceScale.UNIT_MEDIAN, 0, 1, 3).penalty(only(0, 2, 1)))
                .isEqualTo(1.5);
    }

    @Test
    void meanCoefficientsAreTheMeanOverAllPairsEverywhere() {
        // Distances 0 (three times), 1, 2 and 3 (twice each): 12 / 9.
        Settings mean = Settings.of(new Identity(false)).sum().coefficients(CoefficientSource.MEAN);
        assertThat(penalty(mean, only(0, 0, 1))).isEqualTo(12.0 / 9, within(1e-7));
        assertThat(penalty(mean, only(2, 0, 1))).isEqualTo(12.0 / 9, within(1e-7));
    }

    @Test
    void shuffledCoefficientsAreTheSameValuesInOtherPlaces() {
        Settings settings = Settings.of(new Identity(false)).sum();
        WeightShape shape = new WeightShape("w", WeightRole.RECURRENT, 0, 1, 40, 40);
        float[] drawn = coefficients(settings.coefficients(CoefficientSource.SHUFFLED), shape);
        float[] geometry = coefficients(settings, shape);
        assertThat(drawn).isNotEqualTo(geometry);
        assertThat(sorted(drawn)).isEqualTo(sorted(geometry));
        int moved = 0;
        for (int k = 0; k < drawn.length; k++) {
            moved += drawn[k] != geometry[k] ? 1 : 0;
        }
        assertThat(moved).isGreaterThan(1500);
    }

    /** By the gradients of a matrix of ones. */
    private static float[] coefficients(Settings settings, WeightShape shape) {
        float[] ones = new float[shape.rows() * shape.columns()];
        Arrays.fill(ones, 1);
        SampleWeight weight = SampleWeight.dense(shape, ones);
        Placed.drawn(settings, shape, new TorusSpace(2, 10), DistanceScale.AS_IS, 3).penalty(weight);
        return weight.gradients();
    }

    private static float[] sorted(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    @Test
    void tellsTheCostOfADistanceWithoutTheStrength() {
        assertThat(cost(Settings.of(new Diffusion(false)).strength(7), 2)).isEqualTo(4);
        assertThat(cost(Settings.of(new Diffusion(true)), 1)).isEqualTo(9 - 1);
    }

    @Test
    void theControlsCostTheirMeanAtAnyDistance() {
        for (CoefficientSource control : List.of(CoefficientSource.MEAN, CoefficientSource.SHUFFLED)) {
            Settings settings = Settings.of(new Identity(false)).coefficients(control);
            assertThat(cost(settings, 0)).isEqualTo(12.0 / 9, within(1e-12));
            assertThat(cost(settings, 3)).isEqualTo(12.0 / 9, within(1e-12));
        }
    }

    private static double cost(Settings settings, double distance) {
        return bind(settings, ONE_GATE).regularizer().costOverDistance().orElseThrow().applyAsDouble(distance);
    }

    @Test
    void refusesAWeightThatIsNotRecurrent() {
        ModuliRegularizer regularizer = new ModuliRegularizer(Settings.of(new Identity(false)).build());
        WeightShape input = new WeightShape("rnn.weight_ih_l0", WeightRole.INPUT, 0, 1, 3, 3);
        assertThatThrownBy(() -> regularizer.bind(PlacedWeight.nowhere(input), new SplittableRandom(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("only recurrent weights have distances");
    }

    @Test
    void refusesAWeightWhoseUnitsHaveNoPoints() {
        ModuliRegularizer regularizer = new ModuliRegularizer(Settings.of(new Identity(false)).build());
        assertThatThrownBy(() -> regularizer.bind(PlacedWeight.nowhere(ONE_GATE), new SplittableRandom(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the units of rnn.weight_hh_l0 have no points; give their layer a geometry");
    }

    @Test
    void accumulatingBeforeTheStructureIsKnownIsAnError() {
        Placed placed = bind(Settings.of(new Identity(false)), ONE_GATE);
        SampleWeight weight = only(0, 1, 1);
        assertThatThrownBy(() -> placed.regularizer().accumulate(weight.whole()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void coefficientsOfMoreUnitsThanAnArrayHoldsPairsOfAreNotShuffled() {
        int units = 32_769;
        LayerGeometry line = TrialGeometry.onALine(new double[units]);
        ModuliSettings settings = Settings.of(new Identity(false)).coefficients(CoefficientSource.SHUFFLED).build();

        assertThatThrownBy(() -> new ModuliRegularizer(settings).bind(
                PlacedWeight.recurrent(new WeightShape("w", WeightRole.RECURRENT, 0, 1, units, units), line),
                new SplittableRandom(1)))
                .isInstanceOf(SettingException.class).hasMessage(
                        "shuffled keeps the coefficients of all pairs of units, so a layer may have at most 32768 units, not 32769");
    }
}
