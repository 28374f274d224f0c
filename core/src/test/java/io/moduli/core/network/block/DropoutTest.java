package io.moduli.core.network.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.task.Batch;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.threads.Team;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DropoutTest {

    private static final int ROWS = 37;
    private static final int COLUMNS = 501;

    @Test
    void theShareThatGoesIsTheProbabilityAndTheRestIsScaledUp() {
        try (Team team = new Team(2)) {
            Signal source = ones();
            Dropout dropout = new Dropout(0.2, 0, source, team);

            dropout.forward(dropping(11));

            float[] values = dropout.output().values().toArray();
            int zeros = 0;
            for (float value : values) {
                assertThat(value).isIn(0f, 1.25f);
                zeros += value == 0 ? 1 : 0;
            }
            assertThat((double) zeros / values.length).isCloseTo(0.2, within(0.01));
        }
    }

    @Test
    void theGradientPassesWhereTheValueDid() {
        try (Team team = new Team(2)) {
            Signal source = ones();
            Dropout dropout = new Dropout(0.5, 0, source, team);
            dropout.output().gradient().fill(3);

            dropout.forward(dropping(5));
            dropout.backward(dropping(5));

            float[] values = dropout.output().values().toArray();
            float[] gradients = source.gradient().toArray();
            for (int index = 0; index < values.length; index++) {
                assertThat(gradients[index]).isEqualTo(3 * values[index]);
            }
        }
    }

    @Test
    void whatGoesIsAFunctionOfTheSeedAndNotOfTheThreads() {
        float[] one = dropped(1, 7);

        assertThat(dropped(3, 7)).isEqualTo(one);
        assertThat(dropped(1, 8)).isNotEqualTo(one);
    }

    @Test
    void inEvaluationEverythingPassesAsItIs() {
        try (Team team = new Team(2)) {
            Dropout dropout = new Dropout(0.9, 0, ones(), team);

            dropout.forward(pass(OptionalLong.empty()));

            assertThat(dropout.output().values().toArray()).containsOnly(1f);
        }
    }

    private static float[] dropped(int threads, int seed) {
        try (Team team = new Team(threads)) {
            Dropout dropout = new Dropout(0.3, 0, ones(), team);
            dropout.forward(dropping(seed));
            return dropout.output().values().toArray();
        }
    }

    private static Pass dropping(int seed) {
        return pass(OptionalLong.of(seed));
    }

    private static Pass pass(OptionalLong seed) {
        TaskShape shape = new TaskShape(
                new Input.Dense(1), new InitialState.Zero(), ReadOut.LAST_STEP, 1, Loss.Standard.SQUARED_ERROR, 1, 1);
        return new Pass(Batch.allocate(shape), Start.ZERO, seed, Optional.empty());
    }

    private static Signal ones() {
        Signal source = Signal.allocate(ROWS, COLUMNS);
        Matrix values = source.values();
        values.fill(1);
        return source;
    }
}
