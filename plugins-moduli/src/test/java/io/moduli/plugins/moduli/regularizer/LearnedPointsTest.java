package io.moduli.plugins.moduli.regularizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.geometry.DistanceScale;
import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.regularizer.TrainingStep;
import io.moduli.api.testkit.SampleWeight;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.moduli.inhibitor.DifferenceOfGaussians;
import io.moduli.plugins.moduli.inhibitor.Diffusion;
import io.moduli.plugins.moduli.inhibitor.Identity;
import io.moduli.plugins.moduli.space.SphereSpace;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearnedPointsTest {

    private static WeightShape shape(int gates, int units) {
        return new WeightShape("rnn.weight_hh_l0", WeightRole.RECURRENT, 0, gates, units, units);
    }

    private static Placed onLine(Settings settings, DistanceScale scale, double... places) {
        return Placed.onLine(settings, shape(1, places.length), scale, places);
    }

    private static double[] after(Placed placed, SampleWeight weight, double... rates) {
        placed.penalty(weight);
        for (double rate : rates) {
            placed.learn(weight, rate);
        }
        return placed.coordinates();
    }

    private static Settings sumOf(Inhibitor inhibitor) {
        return Settings.of(inhibitor).sum();
    }

    @Test
    void aWeightPullsItsUnitsTogetherByRateTimesGradient() {
        // The penalty is 2 |w| d with w = 3 one way and 1 the other: its gradient with respect to each point is 2 (3 + 1).
        SampleWeight weight = SampleWeight.dense(shape(1, 2), new float[] {5, -3, 1, 0});
        Placed placed = onLine(sumOf(new Identity(false)).strength(2), DistanceScale.AS_IS, 0, 1);
        assertThat(after(placed, weight, 0.01)).containsExactly(new double[] {0.08, 0.92}, within(1e-12));
    }

    @Test
    void anInvertedInhibitorPushesThemApart() {
        SampleWeight weight = SampleWeight.dense(shape(1, 2), new float[] {0, 1, 0, 0});
        Placed placed = onLine(sumOf(new Diffusion(true)), DistanceScale.AS_IS, 0, 1);
        assertThat(after(placed, weight, 0.1)).containsExactly(new double[] {-0.2, 1.2}, within(1e-12));
    }

    @Test
    void theMedianIsHeldFixedInTheGradient() {
        // Distances 1, 2, 3 and so a median of 2: the cost of d is d / 2.
        SampleWeight weight = SampleWeight.dense(shape(1, 3), new float[] {0, 1, 0, 0, 0, 0, 0, 0, 0});
        Placed placed = onLine(sumOf(new Identity(false)), DistanceScale.UNIT_MEDIAN, 0, 1, 3);
        assertThat(after(placed, weight, 0.1)).containsExactly(new double[] {0.05, 0.95, 3}, within(1e-12));
    }

    @Test
    void coefficientsFollowThePoints() {
        SampleWeight weight = SampleWeight.dense(shape(1, 2), new float[] {0, 1, 0, 0});
        Placed placed = onLine(sumOf(new Identity(false)), DistanceScale.AS_IS, 0, 1);
        after(placed, weight, 0.1);
        assertThat(placed.penaltyNow(weight)).isEqualTo(0.8, within(1e-7));
    }

    @Test
    void twoRegularizersPullTheSamePoints() {
        SampleWeight weight = SampleWeight.dense(shape(1, 2), new float[] {0, 1, 0, 0});
        Placed one = onLine(sumOf(new Identity(false)), DistanceScale.AS_IS, 0, 1);
        Placed other = Placed.of(sumOf(new Identity(false)).strength(2), shape(1, 2), one.points());
        one.penalty(weight);
        other.penalty(weight);
        ParallelStep step = new ParallelStep();
        one.points().beginStep(true);
        for (Placed each : List.of(one, other)) {
            each.regularizer().beginStep(step, weight.whole());
            each.regularizer().accumulate(weight.whole());
            each.regularizer().endStep(step);
        }
        one.points().descend(0.1, step);
        assertThat(one.coordinates()).containsExactly(new double[] {0.3, 0.7}, within(1e-12));
    }

    private static final class ParallelStep implements TrainingStep {

        @Override
        public long step() {
            return 0;
        }

        @Override
        public int epoch() {
            return 1;
        }

        @Override
        public void forEach(int count, IntConsumer body) {
            IntStream.range(0, count).parallel().forEach(body);
        }
    }

    @Test
    void pointsThatRestAreNotPulledAndCostNothingMore() {
        SampleWeight weight = SampleWeight.dense(shape(1, 2), new float[] {0, 1, 0, 0});
        Placed placed = onLine(sumOf(new Identity(false)), DistanceScale.AS_IS, 0, 1);
        after(placed, weight, 0.1);
        placed.points().beginStep(false);
        placed.regularizer().beginStep(new ParallelStep(), weight.whole());
        placed.regularizer().accumulate(weight.whole());
        placed.regularizer().endStep(new ParallelStep());
        assertThat(placed.coordinates()).containsExactly(new double[] {0.1, 0.9}, within(1e-12));
    }

    @Test
    void unitsWithoutAWeightStayWhereTheyAre() {
        SampleWeight weight = SampleWeight.dense(shape(1, 3), new float[] {9, 0, 0, 0, 9, 1, 0, 0, 9});
        Placed placed = onLine(sumOf(new Identity(false)), DistanceScale.AS_IS, 7, 0, 1);
        assertThat(after(placed, weight, 0.1)).containsExactly(new double[] {7, 0.1, 0.9}, within(1e-12));
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
        double[] dense = moved(SampleWeight.dense(shape, matrix), false);
        assertThat(moved(SampleWeight.dense(shape, matrix), true)).isEqualTo(dense);
        double[] sparse = moved(SampleWeight.sparse(shape, matrix, mask.build()), false);
        assertThat(sparse).containsExactly(dense, within(1e-12));
        assertThat(moved(SampleWeight.sparse(shape, matrix, mask.build()), true)).isEqualTo(sparse);
    }

    private static double[] moved(SampleWeight weight, boolean backwards) {
        Placed placed = Placed.drawn(
                Settings.of(new DifferenceOfGaussians(100, 5, 0.25, true)), weight.shape(), new SphereSpace(2, 5),
                DistanceScale.UNIT_MEDIAN, 4);
        placed.penalty(weight);
        double[] before = placed.coordinates();
        for (int step = 0; step < 5; step++) {
            placed.learn(weight, 2, backwards ? 7 : 1, backwards);
        }
        assertThat(Arrays.equals(before, placed.coordinates())).isFalse();
        return placed.coordinates();
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
        Placed placed = Placed.drawn(
                Settings.of(new Diffusion(false)), shape, new SphereSpace(2, 5), DistanceScale.AS_IS, 4);
        double previous = placed.penalty(weight);
        for (int step = 0; step < 20; step++) {
            placed.learn(weight, 0.2);
            double penalty = placed.penaltyNow(weight);
            assertThat(penalty).isLessThan(previous);
            previous = penalty;
        }
    }
}
