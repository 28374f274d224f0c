package io.moduli.plugins.pruning.removal;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import org.junit.jupiter.api.Test;

/** Three units with two gates each. */
class RowSharesTest {

    private static final WeightShape SHAPE = new WeightShape("recurrent", WeightRole.RECURRENT, 0, 2, 3, 5);

    @Test
    void whatCannotBeDividedGoesToTheFirstUnitsOneToEachGate() {
        assertThat(divided(6, 5, 5, 5, 5, 5, 5)).containsExactly(1, 1, 1, 1, 1, 1);
        assertThat(divided(7, 5, 5, 5, 5, 5, 5)).containsExactly(2, 1, 1, 1, 1, 1);
        assertThat(divided(8, 5, 5, 5, 5, 5, 5)).containsExactly(2, 1, 1, 2, 1, 1);
        assertThat(divided(0, 5, 5, 5, 5, 5, 5)).containsExactly(0, 0, 0, 0, 0, 0);
        assertThat(divided(30, 5, 5, 5, 5, 5, 5)).containsExactly(5, 5, 5, 5, 5, 5);
    }

    @Test
    void rowsThatHaveMoreMakeUpForThoseThatHaveFewer() {
        assertThat(divided(10, 0, 5, 1, 5, 5, 5)).containsExactly(0, 2, 1, 3, 2, 2);
        assertThat(divided(8, 1, 5, 5, 5, 5, 5)).as("the first unit lacks what it would get of the remainder")
                .containsExactly(1, 2, 1, 2, 1, 1);
        assertThat(divided(6, 0, 1, 0, 0, 5, 0)).containsExactly(0, 1, 0, 0, 5, 0);
    }

    private static int[] divided(long wanted, int... available) {
        return RowShares.of(SHAPE, wanted, row -> available[row]);
    }
}
