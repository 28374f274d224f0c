package io.moduli.api.cell;

import io.moduli.api.tensor.Matrix;

/**
 * What a cell reads and writes in one time step of the forward pass: windows on the engine's memory, for some of a layer's
 * units and some of the batch's sequences.
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
 * <p>The engine creates all steps of a sequence once and reuses them in every training step; the accessors allocate nothing.
 */
public interface ForwardStep {

    /** How many units the step is for; not the whole layer where several threads share it. */
    int units();

    /**
     * How many sequences this step computes side by side: not the whole batch if several threads share it, and more than there
     * are if rows are padded to whole vectors, with sequences that have no input and whose gradients are 0.
     */
    int batch();

    /**
     * The pre-activations of a gate: the projection of the input with its bias, and the recurrent projection with its own
     * where they are {@linkplain CellShape#summed() summed}. The cell may leave something else here for the backward pass.
     *
     * @param gate from 0 to gates - 1
     * @return [units × batch], read and written
     * @throws IndexOutOfBoundsException if the cell has no such gate
     */
    Matrix input(int gate);

    /**
     * The pre-activations of a gate from the previous hidden states alone, with the recurrent bias. The cell may leave
     * something else here for the backward pass.
     *
     * @param gate from 0 to gates - 1
     * @return [units × batch], read and written
     * @throws IndexOutOfBoundsException if the cell has no such gate, or is {@linkplain CellShape#summed() summed}
     */
    Matrix recurrent(int gate);

    /**
     * A state before the time step.
     *
     * @param state from 0, the hidden state, to states - 1
     * @return [units × batch], read-only
     * @throws IndexOutOfBoundsException if the cell has no such state
     */
    Matrix previous(int state);

    /**
     * A state after the time step.
     *
     * @param state from 0, the hidden state, to states - 1
     * @return [units × batch], to be written
     * @throws IndexOutOfBoundsException if the cell has no such state
     */
    Matrix next(int state);

    /**
     * Memory of this time step that the backward pass finds as the cell leaves it.
     *
     * @param number from 0 to {@link CellShape#saved() saved} - 1
     * @return [units × batch], to be written
     * @throws IndexOutOfBoundsException if the cell's shape does not ask for so much
     */
    Matrix saved(int number);

    /**
     * A learned number of each unit, the same at all time steps.
     *
     * @param number from 0 to vectors - 1
     * @return [units × 1], read-only
     * @throws IndexOutOfBoundsException if the cell has no such unit vector
     */
    Matrix vector(int number);
}
