package io.moduli.api.host;

import io.moduli.api.cell.CellShape;
import io.moduli.api.cell.ForwardStep;
import io.moduli.api.tensor.Matrix;
import java.util.List;
import java.util.Map;

/** One forward step of a cell on windows that a host has made. */
public final class ForwardWindows implements ForwardStep {

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
     * Puts a step together.
     *
     * @param shape of the cell that the step is for
     * @param units rows of all windows
     * @param batch columns of all windows but the unit vectors
     * @param windows by what they hold; what is missing has none
     * @throws IllegalArgumentException if there are more or fewer windows than the shape says, or one has other extents
     */
    public ForwardWindows(CellShape shape, int units, int batch, Map<StepWindow, List<Matrix>> windows) {
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

    @Override
    public int units() {
        return units;
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public Matrix input(int gate) {
        return input.get(gate);
    }

    @Override
    public Matrix recurrent(int gate) {
        return recurrent.get(gate);
    }

    @Override
    public Matrix previous(int state) {
        return previous.get(state);
    }

    @Override
    public Matrix next(int state) {
        return next.get(state);
    }

    @Override
    public Matrix saved(int number) {
        return saved.get(number);
    }

    @Override
    public Matrix vector(int number) {
        return vectors.get(number);
    }

    CellShape shape() {
        return shape;
    }
}
