package io.moduli.core.engine.maps;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.weight.Mask;
import io.moduli.core.engine.storage.SparseStructure;
import org.junit.jupiter.api.Test;

class UnitBoundsTest {

    @Test
    void likeUnitsAreSplitEvenly() {
        Mask.Builder mask = Mask.builder(16, 8);
        for (int row = 0; row < 16; row++) {
            mask.keep(row, row % 8);
        }

        assertThat(UnitBounds.of(SparseStructure.of(mask.build()), 2, 2)).containsExactly(0, 4, 8);
        assertThat(UnitBounds.of(SparseStructure.of(mask.build()), 2, 4)).containsExactly(0, 2, 4, 6, 8);
    }

    /** Rows and columns count: unit 0 has a full row of its own, and each column an entry of it. */
    @Test
    void aUnitWithAllTheEntriesIsAPartByItself() {
        Mask.Builder mask = Mask.builder(64, 64);
        for (int column = 0; column < 64; column++) {
            mask.keep(0, column);
        }

        int[] bounds = UnitBounds.of(SparseStructure.of(mask.build()), 1, 2);

        assertThat(bounds).startsWith(0).endsWith(64);
        // 384 in all: 69 of unit 0 and 5 of each other one; the half lies in unit 25, most of which is before it.
        assertThat(bounds[1]).isEqualTo(26);
    }

    @Test
    void moreWorkersThanUnitsLeaveSomeWithoutAny() {
        Mask.Builder mask = Mask.builder(2, 2);
        mask.keep(0, 0);
        mask.keep(1, 1);

        int[] bounds = UnitBounds.of(SparseStructure.of(mask.build()), 1, 5);

        assertThat(bounds).hasSize(6).isSorted().startsWith(0).endsWith(2);
    }

    @Test
    void aWeightWithoutEntriesIsSplitEvenly() {
        assertThat(UnitBounds.of(SparseStructure.of(Mask.builder(6, 6).build()), 1, 3)).containsExactly(0, 2, 4, 6);
    }
}
