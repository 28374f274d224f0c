package io.moduli.plugins.moduli.regularizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.testkit.SampleWeight;
import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.state.StateArray;
import io.moduli.api.regularizer.TrainingStep;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.moduli.inhibitor.DifferenceOfGaussians;
import io.moduli.plugins.moduli.inhibitor.Diffusion;
import io.moduli.plugins.moduli.inhibitor.Identity;
import io.moduli.plugins.moduli.space.EuclideanSpace;
import io.moduli.plugins.moduli.space.SphereSpace;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearnedPointsRegularizerTest {

    private static final EuclideanSpace LINE = new EuclideanSpace(1, 1);

    /** Bodies are called in the order of their indices, or from the last to the first. */
    private record Step(int epoch, boolean backwards) implements TrainingStep {

        @Override
        public long step() {
            return 0;
        }

        @Override
        public void parallel(int count, IntConsumer body) {
            IntStream.range(0, count).map(index -> backwards ? count - 1 - index : index).forEach(body);
        }
    }

    private static WeightShape shape(int gates, int units) {
        return new WeightShape("rnn.weight_hh_l0", WeightRole.RECURRENT, 0, gates, units, units);
    }

    private static BoundRegularizer bind(Settings settings, WeightShape shape, double... points) {
        BoundRegularizer bound = new ModuliRegularizer(settings.build()).bind(shape, new SplittableRandom(1));
        bound.restore(List.of(
                new StateArray("points", List.of(shape.units(), points.length / shape.units()), points)));
        return bound;
    }

    private static double[] pointsAfter(BoundRegularizer bound, SampleWeight weight, int... epochs) {
        bound.restructure(weight.whole());
        for (int epoch : epochs) {
            bound.accumulate(weight.whole());
            bound.afterStep(new Step(epoch, false));
        }
        return bound.state().getFirst().values();
    }

    private static Settings sumOf(Inhibitor inhibitor) {
        return Settings.of(LINE, inhibitor).sum();
    }

    @Test
    void aWeightPullsItsNeuronsTogetherByRateTimesGradient() {
        // The penalty is 2 |w| d with w = 3 one way and 1 the other: its gradient by each point is 2 (3 + 1).
        SampleWeight weight = SampleWeight.dense(shape(1, 2), new float[] {5, -3, 1, 0});
        BoundRegularizer bound = bind(sumOf(new Identity(false)).strength(2).learn(0.01, 1, 1), shape(1, 2), 0, 1);
        assertThat(pointsAfter(bound, weight, 1)).containsExactly(new double[] {0.08, 0.92}, within(1e-12));
    }

    @Test
    void anInvertedInhibitorPushesThemApart() {
        SampleWeight weight = SampleWeight.dense(shape(1, 2), new float[] {0, 1, 0, 0});
        BoundRegularizer bound = bind(sumOf(new Diffusion(true)).learn(0.1, 1, 1), shape(1, 2), 0, 1);
        assertThat(pointsAfter(bound, weight, 1)).containsExactly(new double[] {-0.2, 1.2}, within(1e-12));
    }

    @Test
    void theMedianIsHeldFixedInTheGradient() {
        // Distances 1, 2, 3 and so a median of 2: the cost of d is d / 2.
        SampleWeight weight = SampleWeight.dense(shape(1, 3), new float[] {0, 1, 0, 0, 0, 0, 0, 0, 0});
        BoundRegularizer bound = bind(sumOf(new Identity(false)).unitMedian().learn(0.1, 1, 1), shape(1, 3), 0, 1, 3);
        assertThat(pointsAfter(bound, weight, 1)).containsExactly(new double[] {0.05, 0.95, 3}, within(1e-12));
    }

    @Test
    void coefficientsFollowThePoints() {
        SampleWeight weight = SampleWeight.dense(shape(1, 2), new float[] {0, 1, 0, 0});
        BoundRegularizer bound = bind(sumOf(new Identity(false)).learn(0.1, 1, 1), shape(1, 2), 0, 1);
        pointsAfter(bound, weight, 1);
        assertThat(bound.accumulate(weight.whole())).isEqualTo(0.8, within(1e-7));
    }

    @Test
    void theRateDecaysFromEpochToEpochUntilThePointsStay() {
        SampleWeight weight = SampleWeight.dense(shape(1, 2), new float[] {0, 1, 0, 0});
        BoundRegularizer bound = bind(sumOf(new Identity(false)).learn(0.1, 0.5, 2), shape(1, 2), 0, 1);
        assertThat(pointsAfter(bound, weight, 1, 1, 2, 3, 4)).containsExactly(new double[] {0.25, 0.75}, within(1e-12));
    }

    @Test
    void neuronsWithoutAWeightStayWhereTheyAre() {
        SampleWeight weight = SampleWeight.dense(shape(1, 3), new float[] {9, 0, 0, 0, 9, 1, 0, 0, 9});
        BoundRegularizer bound = bind(sumOf(new Identity(false)).learn(0.1, 1, 1), shape(1, 3), 7, 0, 1);
        assertThat(pointsAfter(bound, weight, 1)).containsExactly(new double[] {7, 0.1, 0.9}, within(1e-12));
    }

    @Test
    void denseAndSparseWeightsMovePointsAlikeWhateverTheOrderOfTheWork() {
        WeightShape shape = shape(3, 30);
        SplittableRandom random = new SplittableRandom(2);
        Mask.Builder mask = Mask.builder(90, 30);
        float[] matrix = new float[90 * 30];
        for (int index = 0; index < matrix.length; index++) {
            if (random.nextInt(5) == 0) {
                mask.keep(index / 30, index % 30);
                matrix[index] = (float) random.nextGaussian();
            }
        }
        Settings settings = Settings.of(new SphereSpace(2, 5), new DifferenceOfGaussians(100, 5, 0.25, true))
                .unitMedian()
                .learn(2, 1, 1);
        double[] dense = moved(settings, SampleWeight.dense(shape, matrix), false);
        assertThat(moved(settings, SampleWeight.dense(shape, matrix), true)).isEqualTo(dense);
        double[] sparse = moved(settings, SampleWeight.sparse(shape, matrix, mask.build()), false);
        assertThat(sparse).containsExactly(dense, within(1e-12));
        assertThat(moved(settings, SampleWeight.sparse(shape, matrix, mask.build()), true)).isEqualTo(sparse);
    }

    private static double[] moved(Settings settings, SampleWeight weight, boolean backwards) {
        BoundRegularizer bound = new ModuliRegularizer(settings.build()).bind(weight.shape(), new SplittableRandom(4));
        bound.restructure(weight.whole());
        double[] before = bound.state().getFirst().values();
        for (int step = 0; step < 5; step++) {
            weight.blocks(backwards ? 7 : 1).forEach(bound::accumulate);
            bound.afterStep(new Step(1, backwards));
        }
        double[] after = bound.state().getFirst().values();
        assertThat(Arrays.equals(before, after)).isFalse();
        return after;
    }

    @Test
    void learningLowersThePenalty() {
        WeightShape shape = shape(1, 20);
        SplittableRandom random = new SplittableRandom(8);
        float[] matrix = new float[400];
        for (int index = 0; index < matrix.length; index++) {
            matrix[index] = (float) random.nextGaussian();
        }
        SampleWeight weight = SampleWeight.dense(shape, matrix);
        Settings settings = Settings.of(new SphereSpace(2, 5), new Diffusion(false)).learn(0.2, 1, 1);
        BoundRegularizer bound = new ModuliRegularizer(settings.build()).bind(shape, new SplittableRandom(4));
        bound.restructure(weight.whole());
        double previous = bound.accumulate(weight.whole());
        for (int step = 0; step < 20; step++) {
            bound.afterStep(new Step(1, false));
            double penalty = bound.accumulate(weight.whole());
            assertThat(penalty).isLessThan(previous);
            previous = penalty;
        }
    }
}
