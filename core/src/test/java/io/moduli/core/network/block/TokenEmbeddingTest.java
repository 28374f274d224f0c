package io.moduli.core.network.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moduli.api.task.Batch;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.engine.maps.WeightMap;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.threads.Team;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenEmbeddingTest {

    private static final int[] TOKENS = {2, 0, 2, 2};

    private static Parameter weight() {
        Parameter weight = Parameter.weight(new WeightShape("e", WeightRole.EMBEDDING, 0, 1, 3, 2), 1);
        weight.values().copyFrom(Matrix.of(3, 2, 1, 2, 3, 4, 5, 6));
        return weight;
    }

    private static Pass pass(int... tokens) {
        TaskShape shape = new TaskShape(
                new Input.Tokens(3), new InitialState.Zero(), ReadOut.EVERY_STEP, 1, Loss.Standard.SQUARED_ERROR, 1,
                tokens.length);
        Batch batch = Batch.allocate(shape);
        System.arraycopy(tokens, 0, batch.tokens(), 0, tokens.length);
        return new Pass(batch, Start.ZERO, OptionalLong.empty(), Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void gathersColumnsAndAddsGradientsOfRepeatedTokens(int workers) {
        Parameter weight = weight();
        weight.gradient().fill(100);
        try (Team team = new Team(workers)) {
            TokenEmbedding embedding = new TokenEmbedding(new WeightMap(weight, team), team, TOKENS.length, false);

            embedding.forward(pass(TOKENS));
            assertThat(embedding.output().values().toArray()).containsExactly(5, 1, 5, 5, 6, 2, 6, 6);

            embedding.output().gradient().copyFrom(Matrix.of(2, 4, 1, 2, 4, 8, 10, 20, 40, 80));
            embedding.backward(pass(TOKENS));
            assertThat(weight.gradient().toArray()).containsExactly(2, 20, 0, 0, 13, 130);
        }
    }

    @Test
    void aSharedWeightKeepsTheGradientOfItsOtherUse() {
        Parameter weight = weight();
        weight.gradient().fill(100);
        try (Team team = new Team(2)) {
            TokenEmbedding embedding = new TokenEmbedding(new WeightMap(weight, team), team, TOKENS.length, true);
            embedding.forward(pass(TOKENS));
            embedding.output().gradient().fill(1);
            embedding.backward(pass(TOKENS));

            assertThat(weight.gradient().toArray()).containsExactly(101, 101, 100, 100, 103, 103);
        }
    }

    @Test
    void aTokenThatIsNotInTheVocabularyIsAnError() {
        try (Team team = new Team(1)) {
            TokenEmbedding embedding = new TokenEmbedding(new WeightMap(weight(), team), team, 1, false);
            assertThatThrownBy(() -> embedding.forward(pass(3))).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> embedding.forward(pass(-1))).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }
}
