package __package__;

import io.moduli.api.testkit.RegularizerContractTests;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.weight.WeightRole;
import java.util.List;
import java.util.Map;

/**
 * The contract of all regularizers: the gradient is that of the penalty, it is added to what is there, and neither how a
 * weight is stored nor how its rows are split changes anything.
 */
class __Name__RegularizerTest extends RegularizerContractTests {

    @Override
    protected Map<String, Regularizer> regularizers() {
        return Map.of(
                "on recurrent weights", regularizer(0.5, WeightRole.RECURRENT),
                "on all that a layer reads", regularizer(2, WeightRole.INPUT, WeightRole.RECURRENT));
    }

    private static Regularizer regularizer(double strength, WeightRole... on) {
        return new __Name__Regularizer(new __Name__Regularizer.Settings(List.of(on), strength));
    }
}
