package io.moduli.plugins.pruning.removal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.testkit.TrialRound;
import io.moduli.api.testkit.TrialWeight;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.pruning.Pruners;
import io.moduli.plugins.pruning.Weights;
import io.moduli.plugins.pruning.ranking.SelfConnections;
import io.moduli.plugins.pruning.schedule.LinearSchedule;
import io.moduli.plugins.pruning.setting.LayerShares;
import io.moduli.plugins.pruning.setting.PruningScope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PyTorch's {@code global_unstructured} with {@code L1Unstructured}, rounds one upon the other. */
class PruneGlobalMagnitudeGoldenTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void masksAreThoseOfPyTorch(boolean dense) throws IOException {
        String folder = System.getProperty("moduli.golden", "src/test/resources/golden");
        JsonNode golden = new ObjectMapper().readTree(Path.of(folder, "prune-global-magnitude.json").toFile());
        Pruner pruner = Pruners.magnitude(
                List.of(WeightRole.values()), PruningScope.GLOBAL, LayerShares.UNIFORM, SelfConnections.BY_COST, 0,
                new LinearSchedule(0.6, 2));
        List<Mask> masks = List.of(Mask.full(5, 7), Mask.full(9, 4));

        assertThat(golden.get("rounds")).hasSize(2);
        for (JsonNode round : golden.get("rounds")) {
            List<TrialWeight> weights = List.of(
                    weight("a", golden, masks.get(0), dense), weight("b", golden, masks.get(1), dense));
            masks = new TrialRound(round.get("amount").asDouble(), 1, weights).masks(pruner);

            for (TrialWeight weight : weights) {
                JsonNode expected = round.get("masks").get(weight.shape().name()).get("data");
                StringBuilder bits = new StringBuilder();
                expected.forEach(bit -> bits.append(bit.asInt()));
                assertThat(Weights.bits(masks.get(weights.indexOf(weight)))).isEqualTo(bits.toString());
            }
        }
    }

    private static TrialWeight weight(String name, JsonNode golden, Mask mask, boolean dense) {
        JsonNode tensor = golden.get("weights").get(name);
        List<Float> values = new ArrayList<>();
        tensor.get("data").forEach(value -> values.add((float) value.asDouble()));
        float[] matrix = new float[values.size()];
        for (int index = 0; index < matrix.length; index++) {
            matrix[index] = values.get(index);
        }
        WeightShape shape = new WeightShape(name, WeightRole.RECURRENT, 0, 1, mask.rows(), mask.columns());
        return dense ? TrialWeight.dense(shape, mask, matrix) : TrialWeight.sparse(shape, mask, matrix);
    }
}
