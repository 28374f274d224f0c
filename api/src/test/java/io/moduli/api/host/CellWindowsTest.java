package io.moduli.api.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.moduli.api.cell.BackwardStep;
import io.moduli.api.cell.CellShape;
import io.moduli.api.cell.ForwardStep;
import io.moduli.api.cell.UnitVector;
import io.moduli.api.tensor.Matrix;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Forward and backward steps of 3 units and 4 sequences. */
class CellWindowsTest {

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

    private Map<StepWindow, List<Matrix>> forwardWindows() {
        return new EnumMap<>(Map.of(
                StepWindow.INPUT, input,
                StepWindow.RECURRENT, recurrent,
                StepWindow.PREVIOUS, previous,
                StepWindow.NEXT, next,
                StepWindow.SAVED, saved,
                StepWindow.VECTOR, vectors));
    }

    private ForwardWindows forward() {
        return new ForwardWindows(APART, 3, 4, forwardWindows());
    }

    private BackwardStep backward() {
        return backward(vectorGradients);
    }

    private BackwardStep backward(List<Matrix> withRespectToVectors) {
        return new BackwardWindows(forward(), Map.of(
                StepWindow.NEXT_GRADIENT, nextGradients,
                StepWindow.PREVIOUS_GRADIENT, previousGradients,
                StepWindow.VECTOR_GRADIENT, withRespectToVectors));
    }

    private static ForwardStep summed(List<Matrix> recurrent) {
        return new ForwardWindows(SUMMED, 3, 4, Map.of(
                StepWindow.INPUT, windows(1), StepWindow.PREVIOUS, windows(1), StepWindow.NEXT, windows(1),
                StepWindow.RECURRENT, recurrent));
    }

    @Test
    void aForwardStepAnswersWithTheWindowsOfEachName() {
        ForwardStep step = forward();

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
        BackwardStep step = backward();

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
        ForwardStep step = forward();
        input.clear();

        assertThat(step.input(0)).isSameAs(first);
    }

    @Test
    void whatIsNotThereIsNamedBesideWhatIs() {
        ForwardStep forward = forward();
        BackwardStep backward = backward();

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
        ForwardStep step = summed(List.of());

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
        assertRefused(StepWindow.INPUT, windows(1), "input: 1 given for a cell with 2 gates");
        assertRefused(StepWindow.RECURRENT, List.of(), "recurrent: 0 given for a cell with 2 gates");
        assertRefused(StepWindow.PREVIOUS, windows(3), "previous: 3 given for a cell with states [hidden, cell]");
        assertRefused(StepWindow.NEXT, windows(1), "next: 1 given for a cell with states [hidden, cell]");
        assertRefused(StepWindow.SAVED, windows(2), "saved: 2 given for a cell with saved = 1");
        assertRefused(StepWindow.VECTOR, List.of(), "vector: 0 given for a cell with unit vectors [peephole]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> summed(windows(1)))
                .withMessage("recurrent: 1 given for a cell with summed projections, which are in input");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BackwardWindows(forward(), Map.of()))
                .withMessage("nextGradient: 0 given for a cell with states [hidden, cell]");
    }

    @Test
    void windowsOfOtherExtentsAreRefused() {
        assertRefused(
                StepWindow.NEXT, List.of(Matrix.allocate(3, 4), Matrix.allocate(4, 3)),
                "next: the window of state 1 is [4 x 3] instead of [3 x 4]");
        assertRefused(
                StepWindow.VECTOR, List.of(Matrix.allocate(3, 4)),
                "vector: the window of vector 0 is [3 x 4] instead of [3 x 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> backward(List.of(Matrix.allocate(2, 1))))
                .withMessage("vectorGradient: the window of vector 0 is [2 x 1] instead of [3 x 1]");
    }

    private void assertRefused(StepWindow part, List<Matrix> instead, String message) {
        Map<StepWindow, List<Matrix>> windows = forwardWindows();
        windows.put(part, instead);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ForwardWindows(APART, 3, 4, windows))
                .withMessage(message);
    }
}
