package io.moduli.api.cell;

import io.moduli.api.tensor.Matrix;
import java.util.List;
import java.util.Map;

/**
 * What a cell reads and writes to go one time step backward: the windows of the {@link ForwardStep} as {@link
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
public final class BackwardStep {

    private final ForwardStep forward;
    private final Windows nextGradients;
    private final Windows previousGradients;
    private final Windows vectorGradients;

    /**
     * Makes a step, as a host of cells does; cells are given theirs.
     *
     * @param forward the step that this one goes back
     * @param gradients the windows of gradients by what they hold; what is missing has none
     * @throws IllegalArgumentException where there are more or fewer windows than the shape says, or one has other extents
     */
    public BackwardStep(ForwardStep forward, Map<StepWindow, List<Matrix>> gradients) {
        CellShape shape = forward.shape();
        int units = forward.units();
        int batch = forward.batch();
        this.forward = forward;
        this.nextGradients = new Windows(StepWindow.NEXT_GRADIENT, shape, units, batch, gradients);
        this.previousGradients = new Windows(StepWindow.PREVIOUS_GRADIENT, shape, units, batch, gradients);
        this.vectorGradients = new Windows(StepWindow.VECTOR_GRADIENT, shape, units, batch, gradients);
    }

    /** How many units the step is for. */
    public int units() {
        return forward.units();
    }

    /** How many sequences run side by side in this step. */
    public int batch() {
        return forward.batch();
    }

    /**
     * At first what forward left in {@link ForwardStep#input}; after the call the gradient of the loss with respect to the
     * pre-activations that forward found there. The two share their memory: read an element before writing it.
     *
     * @param gate from 0 to gates - 1
     * @return [units × batch], read and then written
     * @throws IndexOutOfBoundsException where the cell has no such gate
     */
    public Matrix input(int gate) {
        return forward.input(gate);
    }

    /**
     * At first what forward left in {@link ForwardStep#recurrent}; after the call the gradient of the loss with respect to
     * the pre-activations that forward found there. The two share their memory: read an element before writing it.
     *
     * @param gate from 0 to gates - 1
     * @return [units × batch], read and then written
     * @throws IndexOutOfBoundsException where the cell has no such gate, or is {@linkplain CellShape#summed() summed}
     */
    public Matrix recurrent(int gate) {
        return forward.recurrent(gate);
    }

    /** {@link ForwardStep#previous}, read-only. */
    public Matrix previous(int state) {
        return forward.previous(state);
    }

    /** {@link ForwardStep#next} as forward wrote it, read-only. */
    public Matrix next(int state) {
        return forward.next(state);
    }

    /** What forward left in {@link ForwardStep#saved}. It may be used as scratch memory: nobody reads it afterwards. */
    public Matrix saved(int number) {
        return forward.saved(number);
    }

    /** {@link ForwardStep#vector}, read-only. */
    public Matrix vector(int number) {
        return forward.vector(number);
    }

    /**
     * The gradient of the loss with respect to a state after the time step, complete: from the loss at this step, from
     * later steps and, for the hidden state, through the recurrent weights.
     *
     * @param state from 0, the hidden state, to states - 1
     * @return [units × batch], read-only
     * @throws IndexOutOfBoundsException where the cell has no such state
     */
    public Matrix nextGradient(int state) {
        return nextGradients.get(state);
    }

    /**
     * The gradient of the loss with respect to a state before the time step, as far as it goes through the cell's own
     * formulas. Where a state goes no other way than through the recurrent weights, that is 0, and 0 must be written. It
     * never shares memory with {@link #nextGradient}.
     *
     * @param state from 0, the hidden state, to states - 1
     * @return [units × batch], to be written, not added to
     * @throws IndexOutOfBoundsException where the cell has no such state
     */
    public Matrix previousGradient(int state) {
        return previousGradients.get(state);
    }

    /**
     * The gradient of the loss with respect to a unit vector. Each time step adds its part, summed over the sequences.
     *
     * @param number from 0 to vectors - 1
     * @return [units × 1], to be added to
     * @throws IndexOutOfBoundsException where the cell has no such unit vector
     */
    public Matrix vectorGradient(int number) {
        return vectorGradients.get(number);
    }
}
