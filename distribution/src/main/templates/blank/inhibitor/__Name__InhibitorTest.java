package __package__;

import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.testkit.InhibitorContractTests;
import java.util.stream.Stream;

/** The contract of all inhibitors. Beside it belong costs that you know for certain. */
class __Name__InhibitorTest extends InhibitorContractTests {

    @Override
    protected Stream<Inhibitor> inhibitors() {
        return Stream.of(new __Name__Inhibitor());
    }
}
