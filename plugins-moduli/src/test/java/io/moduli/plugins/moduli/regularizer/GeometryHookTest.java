package io.moduli.plugins.moduli.regularizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.testkit.SampleWeight;
import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.regularizer.NeuronGeometry;
import io.moduli.api.state.StateArray;
import io.moduli.api.regularizer.TrainingStep;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.moduli.inhibitor.Diffusion;
import io.moduli.plugins.moduli.inhibitor.Identity;
import io.moduli.plugins.moduli.space.EuclideanSpace;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Three neurons on a line at 0, 1 and 3, so that distances are 1, 2 and 3. */
class GeometryHookTest {

    private static final EuclideanSpace LINE = new EuclideanSpace(1, 1);
    private static final WeightShape SHAPE = new WeightShape("rnn.weight_hh_l0", WeightRole.RECURRENT, 0, 1, 3, 3);

    private static BoundRegularizer bind(Settings settings) {
        BoundRegularizer bound = new ModuliRegularizer(settings.build()).bind(SHAPE, new SplittableRandom(1));
        bound.restore(List.of(new StateArray("points", List.of(3, 1), new double[] {0, 1, 3})));
        return bound;
    }

    private static NeuronGeometry geometry(Settings settings) {
        return bind(settings).geometry().orElseThrow();
    }

    @Test
    void tellsTheSpaceAndThePointsThatAreThere() {
        NeuronGeometry geometry = geometry(Settings.of(LINE, new Identity(false)));
        assertThat(geometry.space()).isSameAs(LINE);
        assertThat(geometry.points()).containsExactly(new double[] {0}, new double[] {1}, new double[] {3});
    }

    @Test
    void tellsTheCostWithoutTheStrength() {
        assertThat(geometry(Settings.of(LINE, new Diffusion(false)).strength(7)).cost().applyAsDouble(2)).isEqualTo(4);
    }

    @Test
    void anInvertedCostIsTakenFromTheGreatestOfAllPairs() {
        assertThat(geometry(Settings.of(LINE, new Diffusion(true))).cost().applyAsDouble(1)).isEqualTo(9 - 1);
        assertThat(geometry(Settings.of(LINE, new Diffusion(true)).learn(1, 1, 1)).cost().applyAsDouble(1))
                .isEqualTo(9 - 1);
    }

    @Test
    void aScaledCostTakesDistancesInTheSpacesOwnUnit() {
        assertThat(geometry(Settings.of(LINE, new Identity(false)).unitMedian()).cost().applyAsDouble(3))
                .isEqualTo(1.5);
    }

    @Test
    void theControlsCostTheirMeanAtAnyDistance() {
        for (CoefficientSource control : List.of(CoefficientSource.MEAN, CoefficientSource.SHUFFLED)) {
            NeuronGeometry geometry = geometry(Settings.of(LINE, new Identity(false)).coefficients(control));
            assertThat(geometry.cost().applyAsDouble(0)).isEqualTo(12.0 / 9, within(1e-12));
            assertThat(geometry.cost().applyAsDouble(3)).isEqualTo(12.0 / 9, within(1e-12));
        }
    }

    @Test
    void learnedPointsAreToldWhereTheyMovedTo() {
        BoundRegularizer bound = bind(Settings.of(LINE, new Identity(false)).sum().learn(0.25, 1, 1));
        SampleWeight weight = SampleWeight.dense(SHAPE, new float[] {0, 0, 1, 0, 0, 0, 0, 0, 0});
        bound.restructure(weight.whole());
        bound.accumulate(weight.whole());
        bound.afterStep(new FirstStep());
        // The outer two attract each other with the force 1.
        assertThat(bound.geometry().orElseThrow().points())
                .containsExactly(new double[] {0.25}, new double[] {1}, new double[] {2.75});
    }

    private record FirstStep() implements TrainingStep {

        @Override
        public long step() {
            return 0;
        }

        @Override
        public int epoch() {
            return 1;
        }

        @Override
        public void parallel(int count, IntConsumer body) {
            IntStream.range(0, count).forEach(body);
        }
    }
}
