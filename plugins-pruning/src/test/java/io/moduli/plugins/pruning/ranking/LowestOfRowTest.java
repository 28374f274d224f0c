package io.moduli.plugins.pruning.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moduli.api.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The columns of lowest keys of a row are those below its cut. */
class LowestOfRowTest {

    @Test
    void rankedColumnsComeInTheOrderOfTheirKeys() {
        LowestOfRow lowest = new LowestOfRow(4);
        int[] keys = {5, 1, 7, 5, 0, 5};
        for (int column = 0; column < keys.length; column++) {
            lowest.see(column, keys[column]);
        }

        assertThat(lowest.ranked()).containsExactly(4, 1, 0, 3);
        assertThat(lowest.columns()).containsExactly(0, 1, 3, 4);
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "1, 1000000", "7, 3", "250, 100", "499, 1000000", "500, 2"})
    void theyAreThoseBelowTheCut(int wanted, int differentKeys) {
        int[] keys = new RandomStreams(wanted).stream("keys").ints(500, 0, differentKeys).toArray();
        LowestOfRow lowest = new LowestOfRow(wanted);
        Entries row = visitor -> {
            for (int column = 0; column < keys.length; column++) {
                visitor.visit(0, 0, column, keys[column]);
            }
        };
        row.forEach((_, _, column, key) -> lowest.see(column, key));

        List<Integer> expected = new ArrayList<>();
        Cut.below(wanted, row).select(row).forEach((_, _, column, _) -> expected.add(column));
        assertThat(lowest.columns()).hasSize(wanted)
                .containsExactly(expected.stream().mapToInt(Integer::intValue).toArray());
    }

    @Test
    void thereMustBeAsManyAsAreWanted() {
        LowestOfRow lowest = new LowestOfRow(3);
        lowest.see(4, 1);

        assertThatThrownBy(lowest::columns).hasMessage("3 entries were to be chosen, but there are only 1");
    }
}
