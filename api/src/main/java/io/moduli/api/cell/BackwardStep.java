package io.moduli.api.cell;

import io.moduli.api.tensor.Matrix;
import java.util.List;

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

    private BackwardStep(Builder builder) {
        this.forward = builder.forward;
        CellShape shape = forward.shape();
        int units = forward.units();
        int batch = forward.batch();
        this.nextGradients = Windows.ofStates("nextGradient", shape, units, batch, builder.nextGradients);
        this.previousGradients = Windows.ofStates("previousGradient", shape, units, batch, builder.previousGradients);
        this.vectorGradients = Windows.ofVectors("vectorGradient", shape, units, builder.vectorGradients);
    }

    /**
     * Begins a step, for a host of cells; cells are given theirs.
     *
     * @param forward the step that this one goes back
     */
    public static Builder builder(ForwardStep forward) {
        return new Builder(forward);
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

    /**
     * A state before the time step.
     *
     * @param state from 0, the hidden state, to states - 1
     * @return [units × batch], read-only
     * @throws IndexOutOfBoundsException where the cell has no such state
     */
    public Matrix previous(int state) {
        return forward.previous(state);
    }

    /**
     * A state after the time step, as forward wrote it.
     *
     * @param state from 0, the hidden state, to states - 1
     * @return [units × batch], read-only
     * @throws IndexOutOfBoundsException where the cell has no such state
     */
    public Matrix next(int state) {
        return forward.next(state);
    }

    /**
     * What forward left in {@link ForwardStep#saved}. It may be used as scratch memory: nobody reads it afterwards.
     *
     * @param number from 0 to {@link CellShape#saved() saved} - 1
     * @return [units × batch], read
     * @throws IndexOutOfBoundsException where the cell's shape does not ask for so much
     */
    public Matrix saved(int number) {
        return forward.saved(number);
    }

    /**
     * A learned number of each unit, the same at all time steps.
     *
     * @param number from 0 to vectors - 1
     * @return [units × 1], read-only
     * @throws IndexOutOfBoundsException where the cell has no such unit vector
     */
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

    /** Gathers the gradients' windows by name. What is not named has none. */
    public static final class Builder {

        private final ForwardStep forward;
        private List<Matrix> nextGradients = List.of();
        private List<Matrix> previousGradients = List.of();
        private List<Matrix> vectorGradients = List.of();

        private Builder(ForwardStep forward) {
            this.forward = forward;
        }

        /** The {@link BackwardStep#nextGradient}, one window for each state. */
        public Builder nextGradients(List<Matrix> windows) {
            nextGradients = windows;
            return this;
        }

        /** The {@link BackwardStep#previousGradient}, one window for each state, on other memory than the next ones. */
        public Builder previousGradients(List<Matrix> windows) {
            previousGradients = windows;
            return this;
        }

        /** The {@link BackwardStep#vectorGradient}, one column for each unit vector. */
        public Builder vectorGradients(List<Matrix> columns) {
            vectorGradients = columns;
            return this;
        }

        /**
         * The step.
         *
         * @throws IllegalArgumentException where there are more or fewer windows than the shape says, or one has other
         *     extents
         */
        public BackwardStep build() {
            return new BackwardStep(this);
        }
    }
}
