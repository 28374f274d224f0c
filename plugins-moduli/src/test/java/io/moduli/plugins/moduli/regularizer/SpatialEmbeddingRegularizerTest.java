package io.moduli.plugins.moduli.regularizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.geometry.DistanceScale;
import io.moduli.api.host.UnitPoints;
import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.regularizer.TrainingStep;
import io.moduli.api.settings.SettingException;
import io.moduli.api.state.StateArray;
import io.moduli.api.testkit.SampleWeight;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.moduli.space.EuclideanSpace;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** Three units on a line at 0, 1 and 3; what is expected was computed by PyTorch's matrix_exp and its automatic gradients. */
class SpatialEmbeddingRegularizerTest {

    private static final float[] WEIGHTS = {0.5f, -1, 0.25f, 0, 0.75f, 2, -0.5f, 0, 1};
    private static final double COST = 7.2897610030812405;
    private static final float[] GRADIENT = {-0.702168834f, -0.073311285f, 1.653872730f, 0, -0.939017168f, 3.885915393f,
        -0.861453688f, 0, -0.344228802f};

    private static BoundRegularizer bind(int gates, int every) {
        UnitPoints points = new UnitPoints(
                new EuclideanSpace(1, 1), DistanceScale.AS_IS, new double[][] {{0}, {1}, {3}});
        return new SpatialEmbeddingRegularizer(
                new SpatialEmbeddingSettings(List.of(WeightRole.RECURRENT), 1, Reduction.SUM, every))
                .bind(PlacedWeight.recurrent(shape(gates), points), new SplittableRandom(1));
    }

    private static WeightShape shape(int gates) {
        return new WeightShape("rnn.weight_hh_l0", WeightRole.RECURRENT, 0, gates, 3, 3);
    }

    private record Step(long step) implements TrainingStep {
        @Override
        public int epoch() {
            return 1;
        }

        @Override
        public void forEach(int count, IntConsumer body) {
            for (int index = count - 1; index >= 0; index--) {
                body.accept(index);
            }
        }
    }

    private static double penalty(BoundRegularizer regularizer, long step, SampleWeight weight) {
        regularizer.beginStep(new Step(step), weight.whole());
        return regularizer.accumulate(weight.whole());
    }

    private static float[] scaled(float factor, float... weights) {
        float[] scaled = weights.clone();
        for (int index = 0; index < scaled.length; index++) {
            scaled[index] *= factor;
        }
        return scaled;
    }

    @Test
    void penaltyAndGradientAreThePublishedOnes() {
        SampleWeight dense = SampleWeight.dense(shape(1), WEIGHTS);
        BoundRegularizer regularizer = bind(1, 1);
        regularizer.restructure(dense.whole());
        assertThat(penalty(regularizer, 0, dense)).isEqualTo(COST, within(1e-6));
        assertThat(dense.gradients()).containsExactly(GRADIENT, within(1e-6f));

        Mask mask = Mask.builder(3, 3).keep(0, 0).keep(0, 1).keep(0, 2).keep(1, 1).keep(1, 2).keep(2, 0).keep(2, 2)
                .build();
        SampleWeight sparse = SampleWeight.sparse(shape(1), WEIGHTS, mask);
        regularizer.restructure(sparse.whole());
        assertThat(regularizer.accumulate(sparse.whole())).isEqualTo(COST, within(1e-6));
    }

    @Test
    void everyGateIsAMatrixOfItsOwn() {
        float[] two = new float[18];
        System.arraycopy(WEIGHTS, 0, two, 0, 9);
        System.arraycopy(scaled(3, WEIGHTS), 0, two, 9, 9);
        SampleWeight weight = SampleWeight.dense(shape(2), two);
        BoundRegularizer regularizer = bind(2, 1);
        regularizer.restructure(weight.whole());
        assertThat(penalty(regularizer, 0, weight)).isEqualTo(4 * COST, within(1e-5));
    }

    @Test
    void betweenComputationsCoefficientsStay() {
        SampleWeight before = SampleWeight.dense(shape(1), WEIGHTS);
        SampleWeight after = SampleWeight.dense(shape(1), new float[] {0.5f, -1, 0, 0, 0.75f, 2, 0, 0, 1});
        BoundRegularizer regularizer = bind(1, 10);
        regularizer.restructure(before.whole());
        penalty(regularizer, 10, before);
        double stale = penalty(regularizer, 19, after);
        List<StateArray> state = regularizer.state();
        double fresh = penalty(regularizer, 20, after);
        assertThat(stale).isNotCloseTo(fresh, within(1e-3));

        BoundRegularizer resumed = bind(1, 10);
        resumed.restructure(after.whole());
        resumed.restore(state);
        assertThat(penalty(resumed, 19, after)).isEqualTo(stale);
        BoundRegularizer early = bind(1, 10);
        early.restore(state);
        early.restructure(after.whole());
        assertThat(penalty(early, 19, after)).isEqualTo(stale);
    }

    @Test
    void unitsWithoutOutgoingConnectionsCostNothing() {
        // Unit 2 gives to nobody, so it communicates with nobody.
        SampleWeight weight = SampleWeight.dense(shape(1), new float[] {0, 0, 0, 0, 0, 0, 1, 0, 0});
        BoundRegularizer regularizer = bind(1, 1);
        regularizer.restructure(weight.whole());
        assertThat(penalty(regularizer, 0, weight)).isZero();
        assertThat(weight.gradients()).containsOnly(0);
    }

    @Test
    void onlyRecurrentWeightsCanBePenalized() {
        assertThatThrownBy(() -> new SpatialEmbeddingSettings(List.of(WeightRole.INPUT), 1, Reduction.MEAN, 1))
                .isInstanceOf(SettingException.class).hasMessageContaining("must be [recurrent]");
    }

    @Test
    void aStrangersStateIsRefused() {
        assertThatThrownBy(() -> bind(1, 2).restore(List.of(new StateArray("points", List.of(1), new double[1]))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the state of spatial-embedding is one array coefficients, not [points]");
    }
}
