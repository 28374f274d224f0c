package __package__;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.geometry.DistanceScale;
import io.moduli.api.geometry.UnitPoints;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.testkit.PlaneSpace;
import io.moduli.api.testkit.RegularizerContractTests;
import io.moduli.api.testkit.SampleWeight;
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
        // Two units on a torus of period 1, a quarter apart.
        UnitPoints units = new UnitPoints(new PlaneSpace(), DistanceScale.AS_IS, new double[][] {{0, 0}, {0.25, 0}});
        WeightShape shape = new WeightShape("rnn.weight_hh_l0", WeightRole.RECURRENT, 0, 1, 2, 2);
        SampleWeight weight = SampleWeight.dense(shape, new float[] {5, -2, 0, 5});

        double penalty = new __Name__Regularizer(8)
                .bind(PlacedWeight.recurrent(shape, units), new SplittableRandom(1))
                .accumulate(weight.whole());

        assertThat(penalty).isEqualTo(8.0 / 4 * 0.25 * 2);
        assertThat(weight.gradients()).containsExactly(0, -0.5f, 0, 0);
    }
}
