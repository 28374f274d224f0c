package io.moduli.api.host;

import io.moduli.api.cell.BackwardStep;
import io.moduli.api.cell.CellShape;
import io.moduli.api.tensor.Matrix;
import java.util.List;
import java.util.Map;

/** One backward step of a cell on windows that a host has made, those of the forward step among them. */
public final class BackwardWindows implements BackwardStep {

    private final ForwardWindows forward;
    private final Windows nextGradients;
    private final Windows previousGradients;
    private final Windows vectorGradients;

    /**
     * Puts a step together.
     *
     * @param forward the step that this one goes back
     * @param gradients the windows of gradients by what they hold; what is missing has none
     * @throws IllegalArgumentException if there are more or fewer windows than the shape says, or one has other extents
     */
    public BackwardWindows(ForwardWindows forward, Map<StepWindow, List<Matrix>> gradients) {
        CellShape shape = forward.shape();
        int units = forward.units();
        int batch = forward.batch();
        this.forward = forward;
        this.nextGradients = new Windows(StepWindow.NEXT_GRADIENT, shape, units, batch, gradients);
        this.previousGradients = new Windows(StepWindow.PREVIOUS_GRADIENT, shape, units, batch, gradients);
        this.vectorGradients = new Windows(StepWindow.VECTOR_GRADIENT, shape, units, batch, gradients);
    }

    @Override
    public int units() {
        return forward.units();
    }

    @Override
    public int batch() {
        return forward.batch();
    }

    @Override
    public Matrix input(int gate) {
        return forward.input(gate);
    }

    @Override
    public Matrix recurrent(int gate) {
        return forward.recurrent(gate);
    }

    @Override
    public Matrix previous(int state) {
        return forward.previous(state);
    }

    @Override
    public Matrix next(int state) {
        return forward.next(state);
    }

    @Override
    public Matrix saved(int number) {
        return forward.saved(number);
    }

    @Override
    public Matrix vector(int number) {
        return forward.vector(number);
    }

    @Override
    public Matrix nextGradient(int state) {
        return nextGradients.get(state);
    }

    @Override
    public Matrix previousGradient(int state) {
        return previousGradients.get(state);
    }

    @Override
    public Matrix vectorGradient(int number) {
        return vectorGradients.get(number);
    }
}
