package io.moduli.api.weight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MaskTest {

    @Test
    void theNextSurvivorIsLookedForInItsRowOnly() {
        Mask mask = Mask.builder(3, 4).keep(0, 1).keep(0, 3).keep(2, 0).build();

        assertThat(mask.nextKept(0, 0)).isEqualTo(1);
        assertThat(mask.nextKept(0, 1)).isEqualTo(1);
        assertThat(mask.nextKept(0, 2)).isEqualTo(3);
        assertThat(mask.nextKept(0, 4)).isEqualTo(4);
        assertThat(mask.nextKept(1, 0)).as("an empty row").isEqualTo(4);
        assertThat(mask.nextKept(2, 0)).isEqualTo(0);
        assertThat(mask.nextKept(2, 1)).as("behind the last survivor of all").isEqualTo(4);
    }

    @Test
    void survivorsAreLookedForInsideOfTheMask() {
        Mask mask = Mask.full(2, 3);

        assertThatThrownBy(() -> mask.nextKept(2, 0))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("entry (2, 0) of a 2 x 3 mask");
        assertThatThrownBy(() -> mask.nextKept(0, -1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> mask.nextKept(0, 5)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void whatOneMaskKeepsAndAnotherDoesNotIsAMaskToo() {
        Mask mask = Mask.builder(2, 2).keep(0, 0).keep(0, 1).keep(1, 0).build();

        assertThat(mask.without(Mask.builder(2, 2).keep(0, 0).keep(1, 1).build()))
                .isEqualTo(Mask.builder(2, 2).keep(0, 1).keep(1, 0).build());
        assertThat(mask.without(Mask.full(2, 2)).count()).isZero();
    }
}
