package __package__;

import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.testkit.RegularizerContractTests;
import java.util.Map;

/** The contract of all regularizers. Beside it belong penalties and gradients that you know for certain. */
class __Name__RegularizerTest extends RegularizerContractTests {

    @Override
    protected Map<String, Regularizer> regularizers() {
        return Map.of("by default", new __Name__Regularizer());
    }
}
