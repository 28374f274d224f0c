package io.moduli.api.cell;

import io.moduli.api.tensor.Matrix;

/**
 * What a cell reads and writes in one time step of the backward pass: the windows of the {@link ForwardStep} as {@link
 * RecurrentCell#forward} left them, and the gradients of the loss.
 *
 * <p>Every window is [units × batch] but for unit vectors and the gradients with respect to them, which are [units × 1].
 *
 * <table>
 * <caption>Who writes what</caption>
 * <tr><th>window</th><th>before {@link RecurrentCell#backward}</th><th>the cell</th></tr>
 * <tr><td>{@link #input}, {@link #recurrent}</td><td>what forward left there</td>
 *     <td>must overwrite it with the gradient with respect to the pre-activations</td></tr>
 * <tr><td>{@link #previous}, {@link #next}, {@link #vector}</td><td>as in forward</td><td>only reads</td></tr>
 * <tr><td>{@link #saved}</td><td>what forward left there</td><td>reads it; what it holds afterwards is not read</td></tr>
 * <tr><td>{@link #nextGradient}</td><td>all of the gradient with respect to the next states</td><td>only reads</td></tr>
 * <tr><td>{@link #previousGradient}</td><td>anything</td><td>must write it whole</td></tr>
 * <tr><td>{@link #vectorGradient}</td><td>the sum over later time steps</td><td>must add to it</td></tr>
 * </table>
 */
public interface BackwardStep {

    /** How many units the step is for. */
    int units();

    /** How many sequences run side by side in this step. */
    int batch();

    /**
     * At first what forward left in {@link ForwardStep#input}; after the call the gradient of the loss with respect to the
     * pre-activations that forward found there. The two share their memory: read an element before writing it.
     *
     * @param gate from 0 to gates - 1
     * @return [units × batch], read and then written
     * @throws IndexOutOfBoundsException if the cell has no such gate
     */
    Matrix input(int gate);

    /**
     * At first what forward left in {@link ForwardStep#recurrent}; after the call the gradient of the loss with respect to
     * the pre-activations that forward found there. The two share their memory: read an element before writing it.
     *
     * @param gate from 0 to gates - 1
     * @return [units × batch], read and then written
     * @throws IndexOutOfBoundsException if the cell has no such gate, or is {@linkplain CellShape#summed() summed}
     */
    Matrix recurrent(int gate);

    /** {@link ForwardStep#previous}, read-only. */
    Matrix previous(int state);

    /** {@link ForwardStep#next} as forward wrote it, read-only. */
    Matrix next(int state);

    /** What forward left in {@link ForwardStep#saved}. It may be used as scratch memory: nobody reads it afterwards. */
    Matrix saved(int number);

    /** {@link ForwardStep#vector}, read-only. */
    Matrix vector(int number);

    /**
     * The gradient of the loss with respect to a state after the time step, complete: from the loss at this step, from
     * later steps and, for the hidden state, through the recurrent weights.
     *
     * @param state from 0, the hidden state, to states - 1
     * @return [units × batch], read-only
     * @throws IndexOutOfBoundsException if the cell has no such state
     */
    Matrix nextGradient(int state);

    /**
     * The gradient of the loss with respect to a state before the time step, as far as it goes through the cell's own
     * formulas. If a state acts only through the recurrent weights, that is 0, and 0 must be written. It never shares memory
     * with {@link #nextGradient}.
     *
     * @param state from 0, the hidden state, to states - 1
     * @return [units × batch], to be written, not added to
     * @throws IndexOutOfBoundsException if the cell has no such state
     */
    Matrix previousGradient(int state);

    /**
     * The gradient of the loss with respect to a unit vector. Each time step adds its part, summed over the sequences.
     *
     * @param number from 0 to vectors - 1
     * @return [units × 1], to be added to
     * @throws IndexOutOfBoundsException if the cell has no such unit vector
     */
    Matrix vectorGradient(int number);
}
