package io.moduli.api.cell;

import io.moduli.api.tensor.Matrix;
import java.util.List;
import java.util.Map;

/**
 * What a cell reads and writes to go one time step forward: windows on the engine's memory, for some of a layer's units
 * and some of the batch's sequences.
 *
 * <p>Every window is [units × batch], one row for each unit and one column for each sequence, but for unit vectors, which
 * are [units × 1]. Gates, states, saved numbers and unit vectors are counted from 0 in the order of the {@link CellShape}.
 *
 * <table>
 * <caption>Who writes what</caption>
 * <tr><th>window</th><th>before {@link RecurrentCell#forward}</th><th>the cell</th></tr>
 * <tr><td>{@link #input}, {@link #recurrent}</td><td>pre-activations</td><td>may overwrite them</td></tr>
 * <tr><td>{@link #previous}, {@link #vector}</td><td>states, learned numbers</td><td>only reads</td></tr>
 * <tr><td>{@link #next}</td><td>anything</td><td>must write it whole</td></tr>
 * <tr><td>{@link #saved}</td><td>anything</td><td>writes what it wants to find in the backward pass</td></tr>
 * </table>
 *
 * <p>The engine makes all steps of a sequence once and uses them again in every training step; the accessors allocate
 * nothing.
 */
public final class ForwardStep {

    private final CellShape shape;
    private final int units;
    private final int batch;
    private final Windows input;
    private final Windows recurrent;
    private final Windows previous;
    private final Windows next;
    private final Windows saved;
    private final Windows vectors;

    /**
     * Makes a step, as a host of cells does; cells are given theirs.
     *
     * @param shape of the cell that the step is for
     * @param units rows of all windows
     * @param batch columns of all windows but the unit vectors
     * @param windows by what they hold; what is missing has none
     * @throws IllegalArgumentException where there are more or fewer windows than the shape says, or one has other extents
     */
    public ForwardStep(CellShape shape, int units, int batch, Map<StepWindow, List<Matrix>> windows) {
        this.shape = shape;
        this.units = units;
        this.batch = batch;
        this.input = new Windows(StepWindow.INPUT, shape, units, batch, windows);
        this.recurrent = new Windows(StepWindow.RECURRENT, shape, units, batch, windows);
        this.previous = new Windows(StepWindow.PREVIOUS, shape, units, batch, windows);
        this.next = new Windows(StepWindow.NEXT, shape, units, batch, windows);
        this.saved = new Windows(StepWindow.SAVED, shape, units, batch, windows);
        this.vectors = new Windows(StepWindow.VECTOR, shape, units, batch, windows);
    }

    /** How many units the step is for; not the whole layer where several threads share it. */
    public int units() {
        return units;
    }

    /** How many sequences run side by side in this step; not the whole batch where several threads share it. */
    public int batch() {
        return batch;
    }

    /**
     * The pre-activations of a gate: the projection of the input with its bias, and the recurrent projection with its own
     * where they are {@linkplain CellShape#summed() summed}. The cell may leave something else here for the backward pass.
     *
     * @param gate from 0 to gates - 1
     * @return [units × batch], read and written
     * @throws IndexOutOfBoundsException where the cell has no such gate
     */
    public Matrix input(int gate) {
        return input.get(gate);
    }

    /**
     * The pre-activations of a gate from the previous hidden states alone, with the recurrent bias. The cell may leave
     * something else here for the backward pass.
     *
     * @param gate from 0 to gates - 1
     * @return [units × batch], read and written
     * @throws IndexOutOfBoundsException where the cell has no such gate, or is {@linkplain CellShape#summed() summed}
     */
    public Matrix recurrent(int gate) {
        return recurrent.get(gate);
    }

    /**
     * A state before the time step.
     *
     * @param state from 0, the hidden state, to states - 1
     * @return [units × batch], read-only
     * @throws IndexOutOfBoundsException where the cell has no such state
     */
    public Matrix previous(int state) {
        return previous.get(state);
    }

    /**
     * A state after the time step.
     *
     * @param state from 0, the hidden state, to states - 1
     * @return [units × batch], to be written
     * @throws IndexOutOfBoundsException where the cell has no such state
     */
    public Matrix next(int state) {
        return next.get(state);
    }

    /**
     * Memory of this time step that the backward pass finds as the cell leaves it.
     *
     * @param number from 0 to {@link CellShape#saved() saved} - 1
     * @return [units × batch], to be written
     * @throws IndexOutOfBoundsException where the cell's shape does not ask for so much
     */
    public Matrix saved(int number) {
        return saved.get(number);
    }

    /**
     * A learned number of each unit, the same at all time steps.
     *
     * @param number from 0 to vectors - 1
     * @return [units × 1], read-only
     * @throws IndexOutOfBoundsException where the cell has no such unit vector
     */
    public Matrix vector(int number) {
        return vectors.get(number);
    }

    CellShape shape() {
        return shape;
    }
}
