package io.moduli.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.GoldenCase;
import io.moduli.core.cell.StandardCells;
import io.moduli.core.engine.Parameter;
import io.moduli.core.engine.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
            new Replay(golden, team).check();
        }
    }

    /** Replays one case layer by layer. */
    private static final class Replay {

        private final JsonNode golden;
        private final int time;
        private final int batch;
        private final int hidden;
        private final Matrix input;
        private final Matrix inputGradient;
        private final List<RecurrentLayer> layers = new ArrayList<>();

        Replay(JsonNode golden, Team team) {
            this.golden = golden;
            this.time = golden.get("T").asInt();
            this.batch = golden.get("B").asInt();
            this.hidden = golden.get("H").asInt();
            int features = golden.get("I").asInt();
            boolean bias = golden.get("bias").asBoolean();
            RecurrentCell cell = cell();
            NetworkSettings settings = new NetworkSettings(
                    cell, hidden, golden.get("layers").asInt(), bias, Optional.empty(), false, 0);
            NetworkPlan plan = new NetworkPlan(settings, new TaskShape(
                    new Input.Dense(features), new InitialState.Zero(), ReadOut.EVERY_STEP, 1,
                    Loss.Standard.SQUARED_ERROR, time, batch));
            this.input = Matrix.allocate(features, time * batch);
            this.inputGradient = Matrix.allocate(features, time * batch);
            sequence(input, golden.get("x"), features);
            for (int number = 0; number < settings.layers(); number++) {
                LayerBuffers buffers = new LayerBuffers(cell.shape(), hidden, time, batch);
                LayerParameters parameters = LayerParameters.allocate(plan.layer(number), bias, team);
                for (Parameter parameter : parameters.all()) {
                    String name = parameter.name().substring("rnn.".length());
                    Matrix values = parameter.values();
                    values.copyFrom(Matrix.of(
                            values.rows(), values.columns(), GoldenCase.floats(golden.get("weights").get(name))));
                }
                Matrix from = number == 0 ? input : layers.getLast().buffers().outputs();
                Matrix to = number == 0 ? inputGradient : layers.getLast().buffers().outputGradient();
                layers.add(
                        new RecurrentLayer(cell, parameters, buffers, team, Optional.of(from), Optional.of(to), true));
            }
        }

        void check() {
            Matrix from = input;
            for (int number = 0; number < layers.size(); number++) {
                RecurrentLayer layer = layers.get(number);
                state(layer.buffers().step(layer.buffers().states.getFirst(), 0), golden.get("h0"), number);
                if (golden.has("c0")) {
                    state(layer.buffers().step(layer.buffers().states.get(1), 0), golden.get("c0"), number);
                }
                layer.forward(from);
                from = layer.buffers().outputs();
            }
            compareSequence("y", from, hidden);
            for (int number = 0; number < layers.size(); number++) {
                LayerBuffers buffers = layers.get(number).buffers();
                compareState("hT", buffers.step(buffers.states.getFirst(), time), number);
                if (golden.has("cT")) {
                    compareState("cT", buffers.step(buffers.states.get(1), time), number);
                }
            }

            sequence(layers.getLast().buffers().outputGradient(), golden.get("g"), hidden);
            for (int number = layers.size() - 1; number >= 0; number--) {
                LayerBuffers buffers = layers.get(number).buffers();
                Matrix ofLastState = Matrix.allocate(hidden, batch);
                state(ofLastState, golden.get("s"), number);
                if (golden.has("c0")) {
                    buffers.finalStateGradients().getFirst().copyFrom(ofLastState);
                } else {
                    Matrix last = buffers.step(buffers.hiddenGradient, time);
                    for (int unit = 0; unit < hidden; unit++) {
                        for (int column = 0; column < batch; column++) {
                            last.set(unit, column, last.get(unit, column) + ofLastState.get(unit, column));
                        }
                    }
                }
                layers.get(number).backward();
                compareState("grad_h0", buffers.step(buffers.hiddenGradient, 0), number);
                if (golden.has("c0")) {
                    compareState("grad_c0", buffers.initialStateGradients().getFirst(), number);
                }
                for (Parameter parameter : layers.get(number).parameters().all()) {
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
        private void state(Matrix to, JsonNode tensor, int layer) {
            float[] values = GoldenCase.floats(tensor);
            for (int column = 0; column < batch; column++) {
                for (int unit = 0; unit < hidden; unit++) {
                    to.set(unit, column, values[(layer * batch + column) * hidden + unit]);
                }
            }
        }

        private void compareSequence(String name, Matrix actual, int features) {
            Matrix expected = Matrix.allocate(features, time * batch);
            sequence(expected, golden.get(name), features);
            compare(name, actual.toArray(), expected.toArray());
        }

        private void compareState(String name, Matrix actual, int layer) {
            Matrix expected = Matrix.allocate(hidden, batch);
            state(expected, golden.get(name), layer);
            compare(name, actual.toArray(), expected.toArray());
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
