package io.moduli.core.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.RandomStreams;
import io.moduli.api.cell.BackwardStep;
import io.moduli.api.cell.CellShape;
import io.moduli.api.cell.ForwardStep;
import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.cell.UnitVector;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.TaskShape;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.initializer.WeightDraw;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnitVectorTest {

    /** A cell of which nothing but its shape is looked at. */
    private record Leaky() implements RecurrentCell {

        @Override
        public CellShape shape() {
            return new CellShape(1, List.of("hidden"), 0, true, List.of(new UnitVector("leak", -3, -2)));
        }

        @Override
        public void forward(ForwardStep step) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void backward(BackwardStep step) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void firstValuesFillTheRangeThatTheCellAsksFor() {
        TaskShape task = new TaskShape(new Input.Dense(1), new InitialState.Zero(), ReadOut.LAST_STEP, 1,
                Loss.Standard.SQUARED_ERROR, 2, 2);
        NetworkSettings settings = new NetworkSettings(new Leaky(), 400, 1, true, Optional.empty(), false, 0);
        try (Team team = new Team(1)) {
            Network network = new Network(new NetworkPlan(settings, task), team);
            WeightDraw.uniform().drawFirst(network.parameters(), new RandomStreams(5));

            Parameter leak = network.parameters().stream()
                    .filter(parameter -> parameter.name().equals("rnn.leak_l0")).findFirst().orElseThrow();
            float[] values = leak.values().toArray();
            assertThat(values).hasSize(400);
            float minimum = 0;
            float maximum = -9;
            for (float value : values) {
                minimum = Math.min(minimum, value);
                maximum = Math.max(maximum, value);
            }
            assertThat(minimum).isBetween(-3f, -2.95f);
            assertThat(maximum).isBetween(-2.05f, -2f);
        }
    }
}
