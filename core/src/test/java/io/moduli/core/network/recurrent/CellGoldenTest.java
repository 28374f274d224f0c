package io.moduli.core.network.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.task.Batch;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.GoldenCase;
import io.moduli.core.cell.StandardCells;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.network.Network;
import io.moduli.core.network.NetworkPlan;
import io.moduli.core.network.NetworkSettings;
import io.moduli.core.network.block.Pass;
import io.moduli.core.network.block.Signal;
import io.moduli.core.network.block.Start;
import io.moduli.core.network.recurrent.ActivationSequence.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every cell's states and gradients are PyTorch's. */
class CellGoldenTest {

    @ParameterizedTest
    @CsvSource({
        "cell-rnn-tanh.json, 1", "cell-rnn-tanh.json, 2",
        "cell-rnn-relu-nobias.json, 1", "cell-rnn-relu-nobias.json, 2",
        "cell-rnn-relu-2layer.json, 1", "cell-rnn-relu-2layer.json, 3",
        "cell-lstm.json, 1", "cell-lstm.json, 2", "cell-lstm-2layer.json, 2",
        "cell-gru.json, 1", "cell-gru.json, 2", "cell-gru-odd.json, 1", "cell-gru-odd.json, 2"
    })
    void statesAndGradientsAreThoseOfPyTorch(String file, int workers) {
        JsonNode golden = GoldenCase.read(file);
        try (Team team = new Team(workers)) {
            for (Layout layout : Layout.values()) {
                new Replay(golden, team, SequenceShare.whole(golden.get("B").asInt()), layout).check();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cell-rnn-tanh.json, 2", "cell-rnn-tanh.json, 3",
        "cell-rnn-relu-nobias.json, 2", "cell-rnn-relu-2layer.json, 2",
        "cell-lstm.json, 3", "cell-lstm-2layer.json, 2",
        "cell-gru.json, 2", "cell-gru-odd.json, 2", "cell-gru-odd.json, 4"
    })
    void soAreThoseOfWorkersWithSequencesOfTheirOwn(String file, int workers) {
        JsonNode golden = GoldenCase.read(file);
        try (Team team = new Team(workers)) {
            for (Layout layout : Layout.values()) {
                new Replay(golden, team, SequenceShare.split(golden.get("B").asInt(), workers), layout).check();
            }
        }
    }

    /** Replays one case layer by layer. */
    private static final class Replay {

        private final JsonNode golden;
        private final int time;
        private final int batch;
        private final int hidden;
        private final TaskShape shape;
        private final Matrix input;
        private final Matrix inputGradient;
        private final List<LayerParameters> parameters = new ArrayList<>();
        private final List<Signal> initial = new ArrayList<>();
        private final List<RecurrentLayer> layers = new ArrayList<>();

        Replay(JsonNode golden, Team team, List<SequenceShare> shares, Layout layout) {
            this.golden = golden;
            this.time = golden.get("T").asInt();
            this.batch = golden.get("B").asInt();
            this.hidden = golden.get("H").asInt();
            int features = golden.get("I").asInt();
            boolean bias = golden.get("bias").asBoolean();
            RecurrentCell cell = cell();
            NetworkSettings settings = new NetworkSettings(
                    cell, hidden, golden.get("layers").asInt(), bias, Optional.empty(), false, 0);
            this.shape = new TaskShape(
                    new Input.Dense(features), new InitialState.Zero(), ReadOut.EVERY_STEP, 1,
                    Loss.Standard.SQUARED_ERROR, time, batch);
            List<Parameter> all = new Network(new NetworkPlan(settings, shape), team).parameters();
            this.input = Matrix.allocate(features, time * batch);
            this.inputGradient = Matrix.allocate(features, time * batch);
            sequence(input, golden.get("x"), features);
            for (int number = 0; number < settings.layers(); number++) {
                String ofLayer = "_l" + number;
                parameters.add(LayerParameters.of(
                        all.stream().filter(parameter -> parameter.name().endsWith(ofLayer)).toList(), bias));
                initial.add(Signal.allocate(hidden, batch));
                for (Parameter parameter : parameters.getLast().all()) {
                    String name = parameter.name().substring("rnn.".length());
                    Matrix values = parameter.values();
                    values.copyFrom(Matrix.of(
                            values.rows(), values.columns(), GoldenCase.floats(golden.get("weights").get(name))));
                }
                Signal from = number == 0 ? new Signal(input, inputGradient) : layers.getLast().output();
                LayerDefinition definition = new LayerDefinition(
                        cell, parameters.getLast(), new LayerExtents(hidden, time, batch), true);
                layers.add(new RecurrentLayer(
                        definition, team, _ -> shares, (_, _) -> layout, Optional.of(from),
                        Optional.of(initial.getLast())));
            }
        }

        void check() {
            Pass pass = new Pass(
                    Batch.allocate(shape), Start.GIVEN, OptionalLong.empty(), Optional.empty());
            for (int number = 0; number < layers.size(); number++) {
                RecurrentLayer layer = layers.get(number);
                initial.get(number).values().copyFrom(state(golden.get("h0"), number));
                if (golden.has("c0")) {
                    spread(golden.get("c0"), number, buffers -> buffers.initialState(1));
                }
                layer.forward(pass);
            }
            compareSequence("y", layers.getLast().output().values(), hidden);
            compareSequence("y", layers.getLast().states(), hidden);
            for (int number = 0; number < layers.size(); number++) {
                compareState("hT", number, buffers -> buffers.lastState(0));
                if (golden.has("cT")) {
                    compareState("cT", number, buffers -> buffers.lastState(1));
                }
            }

            sequence(layers.getLast().output().gradient(), golden.get("g"), hidden);
            for (int number = layers.size() - 1; number >= 0; number--) {
                if (golden.has("c0")) {
                    spread(golden.get("s"), number, buffers -> buffers.finalStateGradients().getFirst());
                } else {
                    Matrix ofLastState = state(golden.get("s"), number);
                    Matrix last = layers.get(number).output().gradient().columnWindow((time - 1) * batch, batch);
                    for (int unit = 0; unit < hidden; unit++) {
                        for (int column = 0; column < batch; column++) {
                            last.set(unit, column, last.get(unit, column) + ofLastState.get(unit, column));
                        }
                    }
                }
                layers.get(number).backward(pass);
                compare("grad_h0", initial.get(number).gradient().toArray(),
                        state(golden.get("grad_h0"), number).toArray());
                if (golden.has("c0")) {
                    compareState("grad_c0", number, buffers -> buffers.initialStateGradients().getFirst());
                }
                for (Parameter parameter : parameters.get(number).all()) {
                    String name = parameter.name().substring("rnn.".length());
                    compare(name, parameter.gradient().toArray(), GoldenCase.floats(golden.get("grads").get(name)));
                }
            }
            compareSequence("grad_x", inputGradient, input.rows());
        }

        private RecurrentCell cell() {
            return switch (golden.get("kind").asText()) {
                case "rnn" -> StandardCells.elman(golden.get("nonlinearity").asText());
                case "lstm" -> StandardCells.lstm();
                case "gru" -> StandardCells.gru();
                default -> throw new IllegalArgumentException(golden.get("kind").asText());
            };
        }

        /** PyTorch's [time, batch, features] to our [features × time · batch]. */
        private void sequence(Matrix to, JsonNode tensor, int features) {
            float[] values = GoldenCase.floats(tensor);
            for (int column = 0; column < time * batch; column++) {
                for (int feature = 0; feature < features; feature++) {
                    to.set(feature, column, values[column * features + feature]);
                }
            }
        }

        /** A layer's part of PyTorch's [layers, batch, hidden] to our [hidden × batch]. */
        private Matrix state(JsonNode tensor, int layer) {
            float[] values = GoldenCase.floats(tensor);
            Matrix to = Matrix.allocate(hidden, batch);
            for (int column = 0; column < batch; column++) {
                for (int unit = 0; unit < hidden; unit++) {
                    to.set(unit, column, values[(layer * batch + column) * hidden + unit]);
                }
            }
            return to;
        }

        /** Gives every pass of a layer its part of PyTorch's [layers, batch, hidden]. */
        private void spread(JsonNode tensor, int number, Function<LayerBuffers, Matrix> target) {
            layers.get(number).arrangement().spread(state(tensor, number), pass -> target.apply(pass.buffers()));
        }

        private void compareSequence(String name, Matrix actual, int features) {
            Matrix expected = Matrix.allocate(features, time * batch);
            sequence(expected, golden.get(name), features);
            compare(name, actual.toArray(), expected.toArray());
        }

        private void compareState(String name, int number, Function<LayerBuffers, Matrix> source) {
            Matrix actual = layers.get(number).arrangement().gathered(batch, pass -> source.apply(pass.buffers()));
            compare(name, actual.toArray(), state(golden.get(name), number).toArray());
        }

        /** Within 1e-5 of the number itself, or of a tenth of the tensor's largest where sums cancel in float32. */
        private static void compare(String name, float[] actual, float[] expected) {
            assertThat(actual).as(name).hasSameSizeAs(expected);
            double largest = 0;
            for (float value : expected) {
                largest = Math.max(largest, Math.abs(value));
            }
            for (int index = 0; index < expected.length; index++) {
                assertThat((double) actual[index])
                        .as("%s[%d]", name, index)
                        .isCloseTo(expected[index], within(1e-5 * Math.max(Math.abs(expected[index]), 0.1 * largest)));
            }
        }
    }
}
