package io.moduli.plugins.tasks.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ColumnsTest {

    private static final int EOS = Vocabulary.END;

    @Test
    void columnsLieSideBySideAndTheTargetIsTheNextToken() {
        // Columns 10 11 12 13 14 | 15 16 17 18 19, two steps a window.
        int[] text = IntStream.range(10, 20).toArray();

        assertThat(inputs(text, 2, 2)).containsExactly(
                List.of(EOS, 14, 10, 15),
                List.of(11, 16, 12, 17),
                List.of(13, 18, EOS, EOS));
        assertThat(targets(text, 2, 2)).containsExactly(
                List.of(10, 15, 11, 16),
                List.of(12, 17, 13, 18),
                List.of(14, 19, -1, -1));
    }

    @Test
    void whatDoesNotFillAllColumnsGoesToTheFirstOnes() {
        // Columns 10 11 12 | 13 14 15 | 16 17.
        int[] text = IntStream.range(10, 18).toArray();

        assertThat(inputs(text, 3, 3)).containsExactly(List.of(EOS, 12, 15, 10, 13, 16, 11, 14, EOS));
        assertThat(targets(text, 3, 3)).containsExactly(List.of(10, 13, 16, 11, 14, 17, 12, 15, -1));
    }

    @Test
    void aWindowThatIsLongerThanTheTextIsPadded() {
        assertThat(targets(new int[] {7, 8}, 1, 4)).containsExactly(List.of(7, 8, -1, -1));
    }

    @Test
    void asManyTokensAsColumnsAreOneStep() {
        assertThat(targets(new int[] {7, 8, 9}, 3, 2)).containsExactly(List.of(7, 8, 9, -1, -1, -1));
    }

    @Property
    void everyTokenIsATargetExactlyOnceAfterTheOneBeforeIt(
            @ForAll @IntRange(min = 1, max = 200) int tokens,
            @ForAll @IntRange(min = 1, max = 12) int count,
            @ForAll @IntRange(min = 1, max = 15) int steps) {
        int columns = Math.min(count, tokens);
        int[] text = IntStream.range(100, 100 + tokens).toArray();
        List<Integer> inputs = flat(inputs(text, columns, steps));
        List<Integer> targets = flat(targets(text, columns, steps));

        assertThat(targets.stream().filter(target -> target >= 0).sorted())
                .containsExactlyElementsOf(IntStream.range(100, 100 + tokens).boxed().toList());
        for (int column = 0; column < targets.size(); column++) {
            int target = targets.get(column);
            assertThat(inputs.get(column)).isEqualTo(target <= 100 ? EOS : target - 1);
        }
    }

    @Property
    void aColumnGoesOnInTheNextWindowWhereItEnded(
            @ForAll @IntRange(min = 1, max = 200) int tokens,
            @ForAll @IntRange(min = 1, max = 12) int count,
            @ForAll @IntRange(min = 1, max = 15) int steps) {
        int columns = Math.min(count, tokens);
        int[] text = IntStream.range(100, 100 + tokens).toArray();
        List<List<Integer>> targets = targets(text, columns, steps);

        for (int window = 1; window < targets.size(); window++) {
            for (int column = 0; column < columns; column++) {
                int last = targets.get(window - 1).get((steps - 1) * columns + column);
                int next = targets.get(window).get(column);
                assertThat(next).isIn(last + 1, -1);
            }
        }
    }

    private static List<List<Integer>> inputs(int[] text, int count, int steps) {
        return windows(text, new Columns(text.length, count, steps), true);
    }

    private static List<List<Integer>> targets(int[] text, int count, int steps) {
        return windows(text, new Columns(text.length, count, steps), false);
    }

    private static List<List<Integer>> windows(int[] text, Columns columns, boolean ofInputs) {
        List<List<Integer>> windows = new ArrayList<>();
        for (int window = 0; window < columns.windows(); window++) {
            int[] inputs = new int[columns.count() * columns.steps()];
            int[] targets = new int[columns.count() * columns.steps()];
            columns.fill(text, window, inputs, targets);
            windows.add(IntStream.of(ofInputs ? inputs : targets).boxed().toList());
        }
        return windows;
    }

    private static List<Integer> flat(List<List<Integer>> windows) {
        return windows.stream().flatMap(List::stream).toList();
    }
}
