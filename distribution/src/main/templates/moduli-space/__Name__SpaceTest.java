package __package__;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.testkit.ModuliSpaceContractTests;
import io.moduli.api.geometry.ModuliSpace;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The contract of all spaces, on the spaces that {@link #spaces()} names: the distance is a metric, the gradient agrees
 * with it, moves go as far as they say. Beside it belong numbers that you know for certain.
 */
class __Name__SpaceTest extends ModuliSpaceContractTests {

    @Override
    protected Stream<ModuliSpace> spaces() {
        return Stream.of(new __Name__Space(5, 3), new __Name__Space(1, 10));
    }

    @Test
    void straightUpTheDistanceIsTheLogarithmOfTheRatio() {
        double distance = new __Name__Space(5, 3).distance(new double[] {7, 1}, new double[] {7, Math.E});

        assertThat(distance).isCloseTo(3, within(1e-12));
    }

    @Test
    void farApartTheDistanceIsTheLogarithmToo() {
        double distance = new __Name__Space(5, 3).distance(new double[] {0, 1}, new double[] {1e200, 1});

        assertThat(distance).isCloseTo(6 * 200 * Math.log(10), within(1e-9));
    }
}
