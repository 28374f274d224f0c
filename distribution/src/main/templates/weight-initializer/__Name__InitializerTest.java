package __package__;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.initializer.WeightInitializer;
import io.moduli.api.testkit.TrialFirstWeights;
import io.moduli.api.testkit.TrialGeometry;
import io.moduli.api.testkit.WeightInitializerContractTests;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The contract of all initializers: finite values in every row, and nothing but the weight and its random numbers matters. */
class __Name__InitializerTest implements WeightInitializerContractTests {

    @Override
    public Map<String, WeightInitializer> weightInitializers() {
        return Map.of("narrow", new __Name__Initializer(3, 0.05, 0.1, 1), "broad", new __Name__Initializer(1.5, 1, 2, 0.5));
    }

    @Test
    void nearUnitsExciteAndThoseAroundThemInhibit() {
        WeightShape shape = new WeightShape("rnn.weight_hh_l0", WeightRole.RECURRENT, 0, 1, 3, 3);
        TrialFirstWeights weight = new TrialFirstWeights(
                PlacedWeight.recurrent(shape, TrialGeometry.onALine(0, 0.5, 2)), Optional.empty(), 7);

        new __Name__Initializer(3, 1, 2, 1).initialize(weight);

        float[] values = weight.values();
        assertThat(values[0]).isGreaterThan(values[1]);
        assertThat(values[1]).isPositive();
        assertThat(values[2]).isNegative();
        assertThat(values[0] + values[1] - values[2]).isCloseTo(1, within(1e-6f));
    }
}
