package io.moduli.core.network.recurrent;

import io.moduli.api.cell.CellShape;
import io.moduli.api.host.BackwardWindows;
import io.moduli.api.host.ForwardWindows;
import io.moduli.api.host.StepWindow;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.network.block.ActivationMatrix;
import io.moduli.core.network.block.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The activations of a recurrent layer for some sequences, and their gradients, [features × time · batch] each, and the
 * windows on them.
 *
 * <p>States have one time step more than the sequence: step 0 is the initial state and step t + 1 comes out of time step t,
 * so that all previous states are one window, all outputs another, and the gradient of the recurrent weight is one product.
 * The gradients with respect to the hidden state have the same columns.
 */
final class LayerBuffers {

    final int hidden;
    final int time;
    final int batch;
    /** Pre-activations from the input (and from the state, where they are summed); in the backward pass their gradients. */
    final Matrix fromInput;
    /** Pre-activations from the state; the same as from the input where they are summed. */
    final Matrix fromState;
    /** The cell's states, with the initial ones in front. */
    final List<Matrix> states;
    /** The gradients with respect to the hidden states, initial ones in front. */
    final Matrix hiddenGradient;

    private final CellShape cell;
    private final List<Matrix> saved;
    /** Gradients of the states but the first, in turn by those after and those before a step. */
    private final List<List<Matrix>> stateGradients;

    private final List<Matrix> finalStateGradients;
    /** What the cell's own mathematics, without the recurrent weights, gives for the previous hidden state. */
    private final Matrix direct;

    /** Buffers on memory of their own. */
    LayerBuffers(CellShape cell, LayerExtents extents) {
        this(cell, extents, Signal.allocate(extents.hidden(), extents.columns() + extents.batch()));
    }

    /**
     * Buffers whose hidden states, with the initial ones in front, and the gradients with respect to them lie somewhere else.
     *
     * @param hiddenStates [hidden × (time + 1) · batch]
     */
    LayerBuffers(CellShape cell, LayerExtents extents, Signal hiddenStates) {
        this.hidden = extents.hidden();
        this.time = extents.time();
        this.batch = extents.batch();
        this.cell = cell;
        int columns = extents.columns();
        int withInitial = (time + 1) * batch;
        this.fromInput = ActivationMatrix.allocate(cell.gates() * hidden, columns);
        this.fromState = cell.summed() ? fromInput : ActivationMatrix.allocate(cell.gates() * hidden, columns);
        int states = cell.states().size();
        this.states = new ArrayList<>(List.of(hiddenStates.values()));
        this.states.addAll(list(states - 1, () -> ActivationMatrix.allocate(hidden, withInitial)));
        this.saved = list(cell.saved(), () -> ActivationMatrix.allocate(hidden, columns));
        this.hiddenGradient = hiddenStates.gradient();
        this.stateGradients = list(states - 1, () -> list(2, () -> ActivationMatrix.allocate(hidden, batch)));
        this.finalStateGradients = list(states - 1, () -> ActivationMatrix.allocate(hidden, batch));
        this.direct = ActivationMatrix.allocate(hidden, batch);
    }

    /** The hidden states after every step, [hidden × time · batch]. */
    Matrix outputs() {
        return states.getFirst().columnWindow(batch, time * batch);
    }

    /** The hidden states after every step and their gradients, [hidden × time · batch] each. */
    Signal output() {
        return new Signal(outputs(), outputGradient());
    }

    /** The hidden states after the last step and their gradients, [hidden × batch] each. */
    Signal lastOutput() {
        return new Signal(step(states.getFirst(), time), step(hiddenGradient, time));
    }

    /** The hidden states before every step, [hidden × time · batch]. */
    Matrix previousHidden() {
        return states.getFirst().columnWindow(0, time * batch);
    }

    /** The gradients of the hidden states after every step, [hidden × time · batch]. */
    Matrix outputGradient() {
        return hiddenGradient.columnWindow(batch, time * batch);
    }

    /** A state before the first step, [hidden × batch]; the hidden one is the first. */
    Matrix initialState(int state) {
        return step(states.get(state), 0);
    }

    /** Where the gradient of the hidden states before the first step comes out, [hidden × batch]. */
    Matrix initialHiddenGradient() {
        return step(hiddenGradient, 0);
    }

    /** A state after the last step, [hidden × batch]. */
    Matrix lastState(int state) {
        return step(states.get(state), time);
    }

    /** The columns of one time step. */
    Matrix step(Matrix sequence, int step) {
        return sequence.columnWindow(step * batch, batch);
    }

    /** The gradients of the states but the first after the last step: all 0, since no loss looks at them by itself. */
    List<Matrix> finalStateGradients() {
        return finalStateGradients;
    }

    /** Where the gradient of the initial states but the first comes out. */
    List<Matrix> initialStateGradients() {
        return stateGradients.stream().map(List::getFirst).toList();
    }

    /** The rows of {@link #direct} that some units have. */
    Matrix direct(int first, int end) {
        return direct.rowWindow(first, end - first);
    }

    /**
     * The windows of one time step on some units.
     *
     * @param direct whether the gradient with respect to the previous hidden state is kept apart, to be added to what is
     *     there
     */
    CellSteps cellSteps(int step, int first, int end, List<Matrix> vectors, List<Matrix> vectorGradients,
            boolean direct) {
        ForwardWindows forward = new ForwardWindows(cell, end - first, batch, Map.of(
                StepWindow.INPUT, gates(step(fromInput, step), first, end),
                StepWindow.RECURRENT, cell.summed() ? List.of() : gates(step(fromState, step), first, end),
                StepWindow.PREVIOUS, units(states.stream().map(state -> step(state, step)), first, end),
                StepWindow.NEXT, units(states.stream().map(state -> step(state, step + 1)), first, end),
                StepWindow.SAVED, units(saved.stream().map(kept -> step(kept, step)), first, end),
                StepWindow.VECTOR, units(vectors.stream(), first, end)));
        List<Matrix> nextGradients = new ArrayList<>();
        List<Matrix> previousGradients = new ArrayList<>();
        nextGradients.add(units(step(hiddenGradient, step + 1), first, end));
        previousGradients.add(direct ? direct(first, end) : units(step(hiddenGradient, step), first, end));
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
