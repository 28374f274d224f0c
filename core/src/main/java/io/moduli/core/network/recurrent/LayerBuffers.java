package io.moduli.core.network.recurrent;

import io.moduli.api.cell.CellShape;
import io.moduli.api.host.BackwardWindows;
import io.moduli.api.host.ForwardWindows;
import io.moduli.api.host.StepWindow;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.network.block.ActivationMatrix;
import io.moduli.core.network.recurrent.ActivationSequence.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The activations of a recurrent layer for some sequences, and their gradients, and the windows on them.
 *
 * <p>States have one time step more than the sequence: step 0 is the initial state, and step t + 1 is the result of
 * time step t. The gradients with respect to the hidden state have the same steps.
 */
final class LayerBuffers {

    final int hidden;
    final int time;
    final int batch;
    /** The layer's input, if these sequences have a copy of it. */
    final Optional<ActivationSequence> input;
    /** The gradient with respect to the input, if it is needed and these sequences have a copy. */
    final Optional<ActivationSequence> inputGradient;
    /** Pre-activations from the input (and from the state, if they are summed); in the backward pass their gradients. */
    final ActivationSequence fromInput;
    /** Pre-activations from the state; the same buffer as for the input if they are summed. */
    final ActivationSequence fromState;
    /** The cell's states, the initial ones first. */
    final List<ActivationSequence> states;
    /** The gradients with respect to the hidden states, the initial ones first. */
    final ActivationSequence hiddenGradient;

    /** Columns of the cell's windows: the sequences and the padding of rows. */
    private final int width;
    private final CellShape cell;
    private final List<ActivationSequence> saved;
    /** Gradients of the states except the first, alternately those after and those before a step. */
    private final List<List<Matrix>> stateGradients;

    private final List<Matrix> finalStateGradients;
    /** The gradient for the previous hidden state from the cell's own formulas, without the recurrent weights. */
    private final Matrix direct;

    /**
     * @param layout the layout of activations
     * @param input the features of the input, if the sequences have a copy of it
     * @param inputGradient whether they have the gradient with respect to it as well
     */
    LayerBuffers(
            CellShape cell, LayerExtents extents, Layout layout, OptionalInt input, boolean inputGradient) {
        this.hidden = extents.hidden();
        this.time = extents.time();
        this.batch = extents.batch();
        this.cell = cell;
        int gates = cell.gates() * hidden;
        this.input = input.isPresent()
                ? Optional.of(ActivationSequence.allocate(layout, input.getAsInt(), time, batch))
                : Optional.empty();
        this.inputGradient = input.isPresent() && inputGradient
                ? Optional.of(ActivationSequence.allocate(layout, input.getAsInt(), time, batch))
                : Optional.empty();
        this.fromInput = ActivationSequence.allocate(layout, gates, time, batch);
        this.fromState = cell.summed() ? fromInput : ActivationSequence.allocate(layout, gates, time, batch);
        int others = cell.states().size() - 1;
        this.states = list(others + 1, () -> ActivationSequence.allocate(layout, hidden, time + 1, batch));
        this.saved = list(cell.saved(), () -> ActivationSequence.allocate(layout, hidden, time, batch));
        this.hiddenGradient = ActivationSequence.allocate(layout, hidden, time + 1, batch);
        this.width = fromInput.width();
        this.stateGradients = list(others, () -> list(2, () -> ActivationMatrix.allocate(hidden, width)));
        this.finalStateGradients = list(others, () -> ActivationMatrix.allocate(hidden, width));
        this.direct = ActivationMatrix.allocate(hidden, width);
    }

    /** How the activations lie. */
    Layout layout() {
        return fromInput.layout();
    }

    /** A state before the first step, [hidden × batch]; the hidden one is the first. */
    Matrix initialState(int state) {
        return states.get(state).step(0);
    }

    /** The gradient of the hidden states before the first step, [hidden × batch]. */
    Matrix initialHiddenGradient() {
        return hiddenGradient.step(0);
    }

    /** A state after the last step, [hidden × batch]. */
    Matrix lastState(int state) {
        return states.get(state).step(time);
    }

    /** The hidden states after some time steps, the first of which has the number 0, [hidden × batch] each. */
    Matrix[] outputs(int first, int end) {
        return IntStream.range(first, end)
                .mapToObj(step -> states.getFirst().step(step + 1))
                .toArray(Matrix[]::new);
    }

    /** The gradients with respect to them. */
    Matrix[] outputGradients(int first, int end) {
        return IntStream.range(first, end).mapToObj(step -> hiddenGradient.step(step + 1)).toArray(Matrix[]::new);
    }

    /** The gradients of the states except the first after the last step: all 0, since no loss depends on them directly. */
    List<Matrix> finalStateGradients() {
        return finalStateGradients;
    }

    /** The gradient of the initial states except the first. */
    List<Matrix> initialStateGradients() {
        return stateGradients.stream().map(pair -> pair.getFirst().columnWindow(0, batch)).toList();
    }

    /** The rows of {@link #direct} for some units. */
    Matrix direct(int first, int end) {
        return direct.rowWindow(first, end - first);
    }

    /**
     * The windows of one time step on some units. The padding of rows passes through the cell like sequences without
     * input that no loss depends on, so that its gradients are 0 and no vector is cut short.
     *
     * @param direct whether the gradient with respect to the previous hidden state is kept separately, to be added
     *     later
     */
    CellSteps cellSteps(int step, int first, int end, List<Matrix> vectors, List<Matrix> vectorGradients,
            boolean direct) {
        ForwardWindows forward = new ForwardWindows(cell, end - first, width, Map.of(
                StepWindow.INPUT, gates(fromInput.wholeStep(step), first, end),
                StepWindow.RECURRENT, cell.summed() ? List.of() : gates(fromState.wholeStep(step), first, end),
                StepWindow.PREVIOUS, units(states.stream().map(state -> state.wholeStep(step)), first, end),
                StepWindow.NEXT, units(states.stream().map(state -> state.wholeStep(step + 1)), first, end),
                StepWindow.SAVED, units(saved.stream().map(kept -> kept.wholeStep(step)), first, end),
                StepWindow.VECTOR, units(vectors.stream(), first, end)));
        List<Matrix> nextGradients = new ArrayList<>();
        List<Matrix> previousGradients = new ArrayList<>();
        nextGradients.add(units(hiddenGradient.wholeStep(step + 1), first, end));
        previousGradients.add(direct ? direct(first, end) : units(hiddenGradient.wholeStep(step), first, end));
        for (int state = 0; state < stateGradients.size(); state++) {
            List<Matrix> pair = stateGradients.get(state);
            Matrix next = step == time - 1 ? finalStateGradients.get(state) : pair.get((step + 1) % 2);
            nextGradients.add(units(next, first, end));
            previousGradients.add(units(pair.get(step % 2), first, end));
        }
        BackwardWindows backward = new BackwardWindows(forward, Map.of(
                StepWindow.NEXT_GRADIENT, nextGradients,
                StepWindow.PREVIOUS_GRADIENT, previousGradients,
                StepWindow.VECTOR_GRADIENT, units(vectorGradients.stream(), first, end)));
        return new CellSteps(forward, backward);
    }

    private List<Matrix> gates(Matrix rows, int first, int end) {
        return IntStream.range(0, cell.gates())
                .mapToObj(gate -> rows.rowWindow(gate * hidden + first, end - first))
                .toList();
    }

    private static List<Matrix> units(Stream<Matrix> windows, int first, int end) {
        return windows.map(rows -> units(rows, first, end)).toList();
    }

    private static Matrix units(Matrix rows, int first, int end) {
        return rows.rowWindow(first, end - first);
    }

    private static <T> List<T> list(int size, Supplier<T> element) {
        return IntStream.range(0, size).mapToObj(_ -> element.get()).toList();
    }
}
