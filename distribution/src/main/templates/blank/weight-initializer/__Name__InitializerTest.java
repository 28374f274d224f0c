package __package__;

import io.moduli.api.initializer.WeightInitializer;
import io.moduli.api.testkit.WeightInitializerContractTests;
import java.util.Map;

/** The contract of all initializers. Beside it belong values that you know for certain. */
class __Name__InitializerTest implements WeightInitializerContractTests {

    @Override
    public Map<String, WeightInitializer> weightInitializers() {
        return Map.of("by default", new __Name__Initializer());
    }
}
