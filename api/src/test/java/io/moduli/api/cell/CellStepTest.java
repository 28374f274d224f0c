package io.moduli.api.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.moduli.api.tensor.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Forward and backward steps of 3 units and 4 sequences. */
class CellStepTest {

    private static final CellShape APART = new CellShape(
            2, List.of("hidden", "cell"), 1, false, List.of(new UnitVector("peephole", 0, 1)));
    private static final CellShape SUMMED = new CellShape(1, List.of("hidden"), 0, true, List.of());

    private final List<Matrix> input = windows(2);
    private final List<Matrix> recurrent = windows(2);
    private final List<Matrix> previous = windows(2);
    private final List<Matrix> next = windows(2);
    private final List<Matrix> saved = windows(1);
    private final List<Matrix> vectors = List.of(Matrix.allocate(3, 1));
    private final List<Matrix> nextGradients = windows(2);
    private final List<Matrix> previousGradients = windows(2);
    private final List<Matrix> vectorGradients = List.of(Matrix.allocate(3, 1));

    private static List<Matrix> windows(int count) {
        List<Matrix> windows = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            windows.add(Matrix.allocate(3, 4));
        }
        return windows;
    }

    private ForwardStep.Builder forward() {
        return ForwardStep.builder(APART, 3, 4)
                .input(input)
                .recurrent(recurrent)
                .previous(previous)
                .next(next)
                .saved(saved)
                .vectors(vectors);
    }

    private BackwardStep.Builder backward() {
        return BackwardStep.builder(forward().build())
                .nextGradients(nextGradients)
                .previousGradients(previousGradients)
                .vectorGradients(vectorGradients);
    }

    private static ForwardStep summed() {
        return ForwardStep.builder(SUMMED, 3, 4).input(windows(1)).previous(windows(1)).next(windows(1)).build();
    }

    @Test
    void aForwardStepAnswersWithTheWindowsOfEachName() {
        ForwardStep step = forward().build();

        assertThat(step.units()).isEqualTo(3);
        assertThat(step.batch()).isEqualTo(4);
        assertThat(step.input(0)).isSameAs(input.get(0));
        assertThat(step.input(1)).isSameAs(input.get(1));
        assertThat(step.recurrent(1)).isSameAs(recurrent.get(1));
        assertThat(step.previous(1)).isSameAs(previous.get(1));
        assertThat(step.next(0)).isSameAs(next.get(0));
        assertThat(step.saved(0)).isSameAs(saved.get(0));
        assertThat(step.vector(0)).isSameAs(vectors.get(0));
    }

    @Test
    void aBackwardStepHasTheForwardStepsWindowsAndGradients() {
        BackwardStep step = backward().build();

        assertThat(step.units()).isEqualTo(3);
        assertThat(step.batch()).isEqualTo(4);
        assertThat(step.input(1)).isSameAs(input.get(1));
        assertThat(step.recurrent(0)).isSameAs(recurrent.get(0));
        assertThat(step.previous(0)).isSameAs(previous.get(0));
        assertThat(step.next(1)).isSameAs(next.get(1));
        assertThat(step.saved(0)).isSameAs(saved.get(0));
        assertThat(step.vector(0)).isSameAs(vectors.get(0));
        assertThat(step.nextGradient(1)).isSameAs(nextGradients.get(1));
        assertThat(step.previousGradient(1)).isSameAs(previousGradients.get(1));
        assertThat(step.vectorGradient(0)).isSameAs(vectorGradients.get(0));
    }

    @Test
    void aStepKeepsItsWindowsWhenTheListsChange() {
        Matrix first = input.getFirst();
        ForwardStep step = forward().build();
        input.clear();

        assertThat(step.input(0)).isSameAs(first);
    }

    @Test
    void whatIsNotThereIsNamedBesideWhatIs() {
        ForwardStep forward = forward().build();
        BackwardStep backward = backward().build();

        assertOutOfBounds(forward::input, 2, "input: gate 2 of a cell with 2 gates");
        assertOutOfBounds(forward::recurrent, -1, "recurrent: gate -1 of a cell with 2 gates");
        assertOutOfBounds(forward::previous, 2, "previous: state 2 of a cell with states [hidden, cell]");
        assertOutOfBounds(forward::next, 3, "next: state 3 of a cell with states [hidden, cell]");
        assertOutOfBounds(forward::saved, 1, "saved: number 1 of a cell with saved = 1");
        assertOutOfBounds(forward::vector, 1, "vector: vector 1 of a cell with unit vectors [peephole]");
        assertOutOfBounds(backward::input, 2, "input: gate 2 of a cell with 2 gates");
        assertOutOfBounds(
                backward::nextGradient, 2, "nextGradient: state 2 of a cell with states [hidden, cell]");
        assertOutOfBounds(
                backward::previousGradient, -1, "previousGradient: state -1 of a cell with states [hidden, cell]");
        assertOutOfBounds(
                backward::vectorGradient, 1, "vectorGradient: vector 1 of a cell with unit vectors [peephole]");
    }

    @Test
    void aSummedCellIsToldWhereItsRecurrentProjectionIs() {
        ForwardStep step = summed();

        assertOutOfBounds(
                step::recurrent, 0, "recurrent: gate 0 of a cell with summed projections, which are in input");
        assertOutOfBounds(step::input, 1, "input: gate 1 of a cell with 1 gate");
    }

    private static void assertOutOfBounds(IntFunction<Matrix> accessor, int number, String message) {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> accessor.apply(number))
                .withMessage(message);
    }

    @Test
    void aStepNeedsAsManyWindowsAsTheShapeSays() {
        assertRefused(forward().input(windows(1)), "input: 1 given for a cell with 2 gates");
        assertRefused(forward().recurrent(List.of()), "recurrent: 0 given for a cell with 2 gates");
        assertRefused(forward().previous(windows(3)), "previous: 3 given for a cell with states [hidden, cell]");
        assertRefused(forward().next(windows(1)), "next: 1 given for a cell with states [hidden, cell]");
        assertRefused(forward().saved(windows(2)), "saved: 2 given for a cell with saved = 1");
        assertRefused(forward().vectors(List.of()), "vector: 0 given for a cell with unit vectors [peephole]");
        assertRefused(
                ForwardStep.builder(SUMMED, 3, 4).input(windows(1)).recurrent(windows(1)),
                "recurrent: 1 given for a cell with summed projections, which are in input");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BackwardStep.builder(forward().build()).build())
                .withMessage("nextGradient: 0 given for a cell with states [hidden, cell]");
    }

    @Test
    void windowsOfOtherExtentsAreRefused() {
        assertRefused(
                forward().next(List.of(Matrix.allocate(3, 4), Matrix.allocate(4, 3))),
                "next: the window of state 1 is [4 x 3] instead of [3 x 4]");
        assertRefused(
                forward().vectors(List.of(Matrix.allocate(3, 4))),
                "vector: the window of vector 0 is [3 x 4] instead of [3 x 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> backward().vectorGradients(List.of(Matrix.allocate(2, 1))).build())
                .withMessage("vectorGradient: the window of vector 0 is [2 x 1] instead of [3 x 1]");
    }

    private static void assertRefused(ForwardStep.Builder step, String message) {
        assertThatIllegalArgumentException().isThrownBy(step::build).withMessage(message);
    }
}
