package io.moduli.plugins.pruning.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moduli.api.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One pass finds the same entries as a cut does in several. */
class LowestEntriesTest {

    @ParameterizedTest
    @CsvSource({"1, 1000000", "500, 3", "70000, 1000", "199999, 1000000", "200000, 7"})
    void theyAreThoseBelowTheCutInTheirOrder(int wanted, int differentKeys) {
        int[] keys = new int[200_000];
        RandomGenerator random = new RandomStreams(wanted).stream("keys");
        for (int entry = 0; entry < keys.length; entry++) {
            keys[entry] = random.nextInt(differentKeys);
        }
        Entries all = visitor -> {
            for (int entry = 0; entry < keys.length; entry++) {
                visitor.visit(0, entry / 100, entry % 100, keys[entry]);
            }
        };
        LowestEntries lowest = new LowestEntries(wanted);
        all.forEach(lowest);

        assertThat(places(lowest.entries())).isEqualTo(places(Cut.below(wanted, all).select(all))).hasSize(wanted);
    }

    @Test
    void thereMustBeAsManyAsAreWanted() {
        LowestEntries lowest = new LowestEntries(2);
        lowest.visit(0, 0, 0, 5);

        assertThatThrownBy(lowest::entries).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("2 entries were to be chosen, but there are only 1");
    }

    private static List<Integer> places(Entries entries) {
        List<Integer> places = new ArrayList<>();
        entries.forEach((_, row, column, _) -> places.add(100 * row + column));
        return places;
    }
}
