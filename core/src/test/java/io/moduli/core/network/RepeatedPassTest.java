package io.moduli.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.RandomStreams;
import io.moduli.api.task.Batch;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.Split;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.Mask;
import io.moduli.core.SmallTask;
import io.moduli.core.cell.StandardCells;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.StoragePolicy;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.initializer.WeightDraw;
import io.moduli.core.loss.LossFunction;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pass that is repeated for its gradients starts where the last one started, and a stream goes on behind it. */
class RepeatedPassTest {

    private static final int TIME = 3;

    private static TaskShape shape(InitialState initialState, int batchSize) {
        return new TaskShape(
                new Input.Dense(2), initialState, ReadOut.EVERY_STEP, 3, Loss.Standard.SQUARED_ERROR, TIME, batchSize);
    }

    /** A network with three batches of one stream. */
    private static final class Stream implements AutoCloseable {

        private final Team team;
        private final Network network;
        private final LossFunction loss;
        private final Batch[] batches = new Batch[3];

        Stream(String cell, TaskShape shape, double dropout, int threads) {
            NetworkSettings settings = new NetworkSettings(
                    cell.equals("lstm") ? StandardCells.lstm()
                            : cell.equals("gru") ? StandardCells.gru()
                                    : StandardCells.elman("tanh"),
                    9, 2, true, Optional.empty(), false, dropout);
            this.team = new Team(threads);
            this.network = new Network(new NetworkPlan(settings, shape), team, StoragePolicy.SPARSE);
            this.loss = LossFunction.of(shape, team);
            WeightDraw.uniform().drawFirst(network.parameters(), new RandomStreams(3));
            for (int index = 0; index < batches.length; index++) {
                batches[index] = Batch.allocate(shape);
                new SmallTask(shape).fill(Split.TRAIN, index, batches[index]);
            }
        }

        void train(int batch) {
            network.trainingPass(batches[batch], batch > 0, 5 + batch, loss);
        }

        void prune() {
            for (Parameter weight : network.weights()) {
                Mask mask = SmallTask.mask(
                        weight.rows(), weight.columns(), 0.5, new RandomStreams(4).stream(weight.name()));
                weight.prune(mask, network.storageOf(weight, mask));
            }
        }

        void scaleWeights() {
            network.weights().forEach(weight -> weight.scale(1.25));
        }

        float[] outputs(int batch) {
            return network.forward(batches[batch], true).toArray();
        }

        @Override
        public void close() {
            team.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"tanh, 1, 4, false", "lstm, 2, 4, true", "gru, 2, 4, false", "lstm, 2, 20, true", "tanh, 2, 20, false"})
    void aStreamGoesOnAsIfNothingHadBeenRepeated(String cell, int threads, int batchSize, boolean pruned) {
        try (Stream plain = new Stream(cell, shape(new InitialState.Carried(), batchSize), 0, threads);
                Stream repeating = new Stream(cell, shape(new InitialState.Carried(), batchSize), 0, threads)) {
            if (pruned) {
                plain.prune();
                repeating.prune();
            }
            for (int batch = 0; batch < 2; batch++) {
                plain.train(batch);
                repeating.train(batch);
                repeating.network.repeat();
            }
            repeating.network.repeat();
            assertThat(repeating.outputs(2)).isEqualTo(plain.outputs(2));
        }
    }

    @ParameterizedTest
    @CsvSource({"tanh, 1, 4", "lstm, 2, 4", "lstm, 2, 20", "gru, 2, 20"})
    void whatIsRepeatedWithOtherWeightsIsThePassThatTheyWouldHaveMade(String cell, int threads, int batchSize) {
        TaskShape shape = shape(new InitialState.Carried(), batchSize);
        try (Stream repeating = new Stream(cell, shape, 0, threads);
                Stream expected = new Stream(cell, shape, 0, threads)) {
            repeating.train(0);
            repeating.train(1);
            repeating.scaleWeights();
            Map<Parameter, Matrix> gradients = AllGradients.ofRepeatedPass(repeating.network);

            expected.train(0);
            expected.scaleWeights();
            expected.train(1);
            for (int index = 0; index < expected.network.weights().size(); index++) {
                assertThat(gradients.get(repeating.network.weights().get(index)).toArray())
                        .isEqualTo(expected.network.weights().get(index).copyOfGradients().toArray());
            }
            assertThat(repeating.outputs(2)).isEqualTo(expected.outputs(2));
        }
    }

    @Test
    void statesBeforeAndAfterAPassOutliveAPruning() {
        TaskShape shape = shape(new InitialState.Carried(), 20);
        try (Stream repeating = new Stream("lstm", shape, 0, 2);
                Stream expected = new Stream("lstm", shape, 0, 2)) {
            repeating.train(0);
            repeating.train(1);
            repeating.prune();
            repeating.network.repeat();

            expected.train(0);
            expected.prune();
            expected.train(1);
            assertThat(repeating.outputs(2)).isEqualTo(expected.outputs(2));
        }
    }

    @ParameterizedTest
    @CsvSource({"tanh, CARRIED", "gru, PROJECTED", "lstm, ZERO"})
    void gradientsOfSurvivingEntriesAreThoseOfThePassThatIsRepeated(String cell, String start) {
        InitialState state = switch (start) {
            case "CARRIED" -> new InitialState.Carried();
            case "PROJECTED" -> new InitialState.Projected(4);
            default -> new InitialState.Zero();
        };
        try (Stream stream = new Stream(cell, shape(state, 6), 0.4, 2)) {
            stream.prune();
            stream.train(0);
            stream.train(1);
            Map<Parameter, Matrix> gradients = AllGradients.ofRepeatedPass(stream.network);
            assertThat(gradients).hasSize(stream.network.weights().size());
            gradients.forEach((weight, all) -> {
                Mask mask = weight.mask().orElseThrow();
                Matrix stored = weight.copyOfGradients();
                for (int row = 0; row < mask.rows(); row++) {
                    for (int column = 0; column < mask.columns(); column++) {
                        if (mask.keeps(row, column)) {
                            assertThat(all.get(row, column)).isCloseTo(
                                    stored.get(row, column), within(1e-6f));
                        }
                    }
                }
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"tanh, 1, 4, true", "lstm, 2, 20, true", "gru, 2, 6, true", "lstm, 2, 4, false"})
    void blocksOfAnyHeightShowTheSameGradient(String cell, int threads, int batchSize, boolean pruned) {
        try (Stream stream = new Stream(cell, shape(new InitialState.Projected(4), batchSize), 0.4, threads)) {
            if (pruned) {
                stream.prune();
            }
            stream.train(0);
            Map<Parameter, Matrix> whole = AllGradients.of(stream.network, Integer.MAX_VALUE);
            for (int height : new int[] {1, 2, 5}) {
                AllGradients.of(stream.network, height).forEach((weight, gradient) -> assertThat(gradient.toArray())
                        .containsExactly(whole.get(weight).toArray(), within(1e-6f)));
            }
        }
    }

    @Test
    void withoutAPassThatHadALossThereIsNothingToRepeat() {
        try (Stream stream = new Stream("tanh", shape(new InitialState.Carried(), 4), 0, 1)) {
            assertThatThrownBy(stream.network::repeat)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("there is no pass with a loss that could be repeated");
            stream.train(0);
            stream.outputs(1);
            assertThatThrownBy(stream.network::repeat).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> stream.network.gradient(stream.network.weights().getFirst(), (_, _) -> {}))
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
