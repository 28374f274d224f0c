package io.moduli.core.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.regularizer.NeuronGeometry;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.TaskShape;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.api.geometry.PlainSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Units are numbered along the geometry of their layer, and whoever knows them learns of it. */
class UnitNumberTest {

    private static final TaskShape SHAPE = new TaskShape(
            new Input.Dense(3), new InitialState.Zero(), ReadOut.EVERY_STEP, 2, Loss.Standard.SQUARED_ERROR, 2, 2);

    /** By weight, what its regularizers were told, in the order of the regularizers. */
    private final Map<String, List<int[]>> told = new LinkedHashMap<>();

    private void network(List<Regularizer> regularizers) {
        new Workbench(
                Workbench.network("lstm", 5, 2, true, false), SHAPE, new OptimizerSettings.Sgd(0.1, 0, 0),
                regularizers, 1).close();
    }

    @Test
    void unitsFollowTheLineOnWhichTheyLie() {
        network(List.of(new Placing(Set.of(WeightRole.RECURRENT), Map.of(0, new double[] {4, 1, 3, 0, 2}))));
        assertThat(told.get("rnn.weight_hh_l0")).containsExactly(new int[] {3, 1, 4, 2, 0});
    }

    @Test
    void everyRegularizerOfTheLayerIsToldAndThoseOfOtherLayersAreNot() {
        Set<WeightRole> everywhere = Set.of(WeightRole.INPUT, WeightRole.RECURRENT, WeightRole.READ_OUT);
        network(List.of(
                new Placing(everywhere, Map.of()),
                new Placing(Set.of(WeightRole.RECURRENT), Map.of(1, new double[] {4, 1, 3, 0, 2}))));
        int[] order = {3, 1, 4, 2, 0};
        assertThat(told.get("rnn.weight_hh_l1")).containsExactly(order, order);
        assertThat(told.get("rnn.weight_ih_l1")).containsExactly(order);
        assertThat(told).containsOnlyKeys("rnn.weight_hh_l1", "rnn.weight_ih_l1");
    }

    @Test
    void theFirstOfTwoGeometriesDecides() {
        network(List.of(
                new Placing(Set.of(WeightRole.RECURRENT), Map.of(0, new double[] {4, 3, 2, 1, 0})),
                new Placing(Set.of(WeightRole.RECURRENT), Map.of(0, new double[] {0, 1, 2, 3, 4}))));
        int[] order = {4, 3, 2, 1, 0};
        assertThat(told.get("rnn.weight_hh_l0")).containsExactly(order, order);
    }

    @Test
    void aGeometryWithOtherThanAPointForEachUnitOrdersNothing() {
        network(List.of(new Placing(Set.of(WeightRole.RECURRENT), Map.of(0, new double[] {1, 0}))));
        assertThat(told).isEmpty();
    }

    /** Puts the units of some layers on a line and writes down what it is told. */
    private final class Placing implements Regularizer {

        private final Set<WeightRole> on;
        private final Map<Integer, double[]> places;

        Placing(Set<WeightRole> on, Map<Integer, double[]> placesOfLayers) {
            this.on = on;
            this.places = placesOfLayers;
        }

        @Override
        public Set<WeightRole> on() {
            return on;
        }

        @Override
        public BoundRegularizer bind(WeightShape weight, RandomGenerator random) {
            Optional<NeuronGeometry> geometry = Optional.ofNullable(places.get(weight.layer()))
                    .map(line -> new NeuronGeometry(new PlainSpace(1), points(line), distance -> distance));
            return new BoundRegularizer() {
                @Override
                public void renumber(int[] order) {
                    told.computeIfAbsent(weight.name(), _ -> new ArrayList<>()).add(order);
                }

                @Override
                public double accumulate(EntryBlock block) {
                    return 0;
                }

                @Override
                public Optional<NeuronGeometry> geometry() {
                    return geometry;
                }
            };
        }

        private static List<double[]> points(double[] line) {
            List<double[]> points = new ArrayList<>();
            for (double place : line) {
                points.add(new double[] {place});
            }
            return points;
        }
    }
}
