package io.moduli.core.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.RandomStreams;
import io.moduli.api.math.ParallelLoop;
import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.regularizer.TrainingStep;
import io.moduli.api.state.StateArray;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.StorageChoice;
import io.moduli.core.engine.storage.StorageFormat;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.geometry.LayerGeometries;
import io.moduli.core.state.StateWriter;
import io.moduli.core.state.StoredState;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A regularizer whose state has a number for each stored entry, on a weight of which pruning leaves two. */
class RegularizationTest {

    private final Team team = new Team(1);

    @AfterEach
    void close() {
        team.close();
    }

    @Test
    void stateIsThatOfTheEntriesThatAreLeftNow() throws IOException {
        PerEntry before = new PerEntry();
        Parameter pruned = weight();
        Regularization saved = regularization(before, pruned);
        prune(pruned);
        StateWriter state = new StateWriter();
        saved.save(state);

        PerEntry after = new PerEntry();
        Parameter resumed = weight();
        Regularization restored = regularization(after, resumed);
        prune(resumed);
        restored.restore(StoredState.of(state));

        assertThat(before.values).hasSize(2);
        assertThat(after.values).containsExactly(before.values);
        restored.accumulate(new Step());
        assertThat(after.values).as("what was restored stays").containsExactly(before.values);
    }

    private Regularization regularization(PerEntry bound, Parameter weight) {
        return new Regularization(
                List.of(new Regularizer() {

                    @Override
                    public Set<WeightRole> on() {
                        return Set.of(WeightRole.RECURRENT);
                    }

                    @Override
                    public BoundRegularizer bind(PlacedWeight placed, RandomGenerator random) {
                        return bound;
                    }
                }), List.of(weight), LayerGeometries.none(1), new RandomStreams(1), team);
    }

    private static Parameter weight() {
        return Parameter.weight(new WeightShape("w", WeightRole.RECURRENT, 0, 1, 2, 2), 1);
    }

    private static void prune(Parameter weight) {
        weight.prune(Mask.builder(2, 2).keep(0, 0).keep(1, 0).build(),
                new StorageChoice(StorageFormat.SPARSE, "the test asks for it"));
    }

    private record Step() implements TrainingStep {

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
            ParallelLoop.SERIAL.forEach(count, body);
        }
    }

    /** Numbers that differ with every structure. */
    private static final class PerEntry implements BoundRegularizer {

        private static int structures;

        private double[] values = {};

        @Override
        public void restructure(EntryBlock entries) {
            values = new double[Math.toIntExact(entries.end(1) - entries.begin(0))];
            Arrays.fill(values, ++structures);
        }

        @Override
        public double accumulate(EntryBlock block) {
            return 0;
        }

        @Override
        public List<StateArray> state() {
            return List.of(new StateArray("values", List.of(values.length), values.clone()));
        }

        @Override
        public void restore(List<StateArray> state) {
            assertThat(state.getFirst().values()).hasSameSizeAs(values);
            values = state.getFirst().values().clone();
        }
    }
}
