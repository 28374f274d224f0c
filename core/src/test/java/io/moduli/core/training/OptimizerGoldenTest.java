package io.moduli.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.GoldenCase;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.threads.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Optimizers and clipping give PyTorch's numbers. */
class OptimizerGoldenTest {

    @ParameterizedTest
    @ValueSource(strings = {"sgd", "sgd-momentum", "adam", "adamw"})
    void everyStepIsThatOfPyTorch(String name) {
        JsonNode golden = findCase(name);
        double rate = golden.get("lr").asDouble();
        OptimizerSettings settings = switch (name) {
            case "sgd" -> new OptimizerSettings.Sgd(rate, 0, 0);
            case "sgd-momentum" -> new OptimizerSettings.Sgd(rate, golden.get("momentum").asDouble(), 0);
            case "adam" -> new OptimizerSettings.Adam(rate, 0.9, 0.999, golden.get("eps").asDouble(), 0);
            default -> new OptimizerSettings.AdamW(
                    rate, 0.9, 0.999, golden.get("eps").asDouble(), golden.get("weight_decay").asDouble());
        };
        try (Team team = new Team(2)) {
            Parameter weight = parameter("w", golden.get("start"));
            Optimizer optimizer = new Optimizer(settings, OptionalDouble.empty(), List.of(weight), team);
            for (int step = 0; step < golden.get("grads").size(); step++) {
                copy(golden.get("grads").get(step), weight.gradient());
                optimizer.gradientNorm();
                optimizer.update(rate);
                compare(weight.values(), golden.get("after").get(step));
            }
        }
    }

    @Test
    void clippingScalesAllGradientsToTheGreatestNorm() {
        JsonNode golden = GoldenCase.read("clip-grad-norm.json");
        try (Team team = new Team(2)) {
            List<Parameter> parameters = new ArrayList<>();
            for (JsonNode tensor : golden.get("before")) {
                parameters.add(parameter("p" + parameters.size(), tensor));
            }
            Optimizer optimizer = new Optimizer(
                    new OptimizerSettings.Sgd(1, 0, 0),
                    OptionalDouble.of(golden.get("max_norm").asDouble()),
                    parameters,
                    team);
            for (int index = 0; index < parameters.size(); index++) {
                copy(golden.get("before").get(index), parameters.get(index).gradient());
                parameters.get(index).values().fill(0);
            }

            assertThat(optimizer.gradientNorm())
                    .isCloseTo(golden.get("total_norm").asDouble(), within(1e-6 * golden.get("total_norm").asDouble()));
            optimizer.update(1);

            // From 0 by plain descent at rate 1, values are the clipped gradients with their signs changed.
            for (int index = 0; index < parameters.size(); index++) {
                Matrix values = parameters.get(index).values();
                for (int row = 0; row < values.rows(); row++) {
                    for (int column = 0; column < values.columns(); column++) {
                        values.set(row, column, -values.get(row, column));
                    }
                }
                compare(values, golden.get("after").get(index));
            }
        }
    }

    private static JsonNode findCase(String name) {
        for (JsonNode candidate : GoldenCase.read("optimizers.json").get("cases")) {
            if (candidate.get("optimizer").asText().equals(name)) {
                return candidate;
            }
        }
        throw new IllegalArgumentException(name);
    }

    private static Parameter parameter(String name, JsonNode tensor) {
        int rows = tensor.get("shape").get(0).asInt();
        int columns = tensor.get("shape").size() > 1 ? tensor.get("shape").get(1).asInt() : 1;
        Parameter parameter = columns == 1
                ? Parameter.vector(name, rows, 0)
                : Parameter.weight(new WeightShape(name, WeightRole.RECURRENT, 0, 1, rows, columns), 0);
        copy(tensor, parameter.values());
        return parameter;
    }

    private static void copy(JsonNode tensor, Matrix to) {
        to.copyFrom(Matrix.of(to.rows(), to.columns(), GoldenCase.floats(tensor)));
    }

    private static void compare(Matrix actual, JsonNode tensor) {
        float[] values = actual.toArray();
        float[] expected = GoldenCase.floats(tensor);
        assertThat(values).hasSameSizeAs(expected);
        for (int index = 0; index < values.length; index++) {
            assertThat((double) values[index])
                    .as("[%d]", index)
                    .isCloseTo(expected[index], within(1e-6 * Math.max(1e-1, Math.abs(expected[index]))));
        }
    }
}
