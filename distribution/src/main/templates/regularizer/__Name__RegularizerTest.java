package __package__;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.testkit.RegularizerContractTests;
import io.moduli.api.testkit.SampleWeight;
import io.moduli.api.testkit.TrialGeometry;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The contract of all regularizers: the gradient is that of the penalty, it is added to what is there, and neither how a
 * weight is stored nor how its rows are split changes anything.
 */
class __Name__RegularizerTest extends RegularizerContractTests {

    @Override
    protected Map<String, Regularizer> regularizers() {
        return Map.of("weak", new __Name__Regularizer(0.01), "strong", new __Name__Regularizer(10));
    }

    @Test
    void aWeightCostsItsMagnitudeTimesTheDistanceThatItBridges() {
        WeightShape shape = new WeightShape("rnn.weight_hh_l0", WeightRole.RECURRENT, 0, 1, 2, 2);
        SampleWeight weight = SampleWeight.dense(shape, new float[] {5, -2, 0, 5});

        double penalty = new __Name__Regularizer(8)
                .bind(PlacedWeight.recurrent(shape, TrialGeometry.onALine(1, 4)), new SplittableRandom(1))
                .accumulate(weight.whole());

        assertThat(penalty).isEqualTo(8.0 / 4 * 3 * 2);
        assertThat(weight.gradients()).containsExactly(0, -6, 0, 0);
    }
}
