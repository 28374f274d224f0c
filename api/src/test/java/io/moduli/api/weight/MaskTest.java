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
    void survivorsAreCountedByRow() {
        // 3 of 100 columns are few; 5 are not.
        Mask mask = Mask.builder(3, 100).keep(0, 7).keep(0, 50).keep(0, 99)
                .keep(2, 0).keep(2, 1).keep(2, 2).keep(2, 3).keep(2, 99).build();

        assertThat(mask.count(0)).isEqualTo(3);
        assertThat(mask.count(1)).isZero();
        assertThat(mask.count(2)).isEqualTo(5);
        assertThat(Mask.full(2, 100).count(1)).isEqualTo(100);
        assertThatThrownBy(() -> mask.count(3)).isInstanceOf(IndexOutOfBoundsException.class);
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

    @Test
    void theSameSurvivorsAreTheSameMaskInWhateverOrderTheyCameAndHoweverManyThereWere() {
        // 3 of 100 columns are few; 4 are not.
        Mask few = Mask.builder(1, 100).keep(0, 7).keep(0, 50).keep(0, 99).build();
        Mask backwards = Mask.builder(1, 100).keep(0, 99).keep(0, 50).keep(0, 7).keep(0, 7).build();
        Mask.Builder builder = Mask.builder(1, 100).keep(0, 7).keep(0, 50).keep(0, 60);
        Mask before = builder.build();
        Mask more = builder.keep(0, 70).keep(0, 99).build();
        Mask fewer = more.without(Mask.builder(1, 100).keep(0, 60).keep(0, 70).build());

        assertThat(backwards).isEqualTo(few).hasSameHashCodeAs(few);
        assertThat(fewer).isEqualTo(few).hasSameHashCodeAs(few);
        assertThat(before.count()).isEqualTo(3);
        assertThat(more.count()).isEqualTo(5);
        assertThat(more).isNotEqualTo(few);
        assertThat(before.keeps(0, 60)).isTrue();
        assertThat(before.keeps(0, 70)).isFalse();
        assertThat(few.nextKept(0, 8)).isEqualTo(50);
        assertThat(few.nextKept(0, 99)).isEqualTo(99);
        assertThat(few.within(more)).isTrue();
        assertThat(more.within(few)).isFalse();
    }

    @Test
    void aMaskMayBeOfAMatrixWithMoreEntriesThanAnIntegerCounts() {
        Mask mask = Mask.builder(65_536, 65_536).keep(65_535, 65_535).build();

        assertThat(mask.entries()).isEqualTo(4_294_967_296L);
        assertThat(mask.count()).isEqualTo(1);
        assertThat(mask.keeps(65_535, 65_535)).isTrue();
        assertThat(Mask.full(65_536, 65_536).count()).isEqualTo(4_294_967_296L);
    }
}
