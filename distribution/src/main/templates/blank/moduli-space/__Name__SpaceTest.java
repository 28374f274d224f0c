package __package__;

import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.testkit.ModuliSpaceContractTests;
import java.util.stream.Stream;

/** The contract of all spaces. Beside it belong distances that you know for certain. */
class __Name__SpaceTest extends ModuliSpaceContractTests {

    @Override
    protected Stream<ModuliSpace> spaces() {
        return Stream.of(new __Name__Space());
    }
}
