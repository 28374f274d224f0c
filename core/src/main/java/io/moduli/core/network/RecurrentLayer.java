package io.moduli.core.network;

import io.moduli.api.cell.CellStep;
import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.LinearMap;
import io.moduli.core.engine.Parameter;
import io.moduli.core.engine.RowKernels;
import io.moduli.core.engine.Team;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * One recurrent layer: projects all time steps of its input at once, then goes through time step by step.
 *
 * <p>The whole pass is one program that every worker of the team runs on rows of its own. Within a time step a worker does
 * its rows of the recurrent product and then the cell's mathematics on its units. Barriers stand where one worker reads
 * what another wrote: after each time step, and between product and cell where a worker's rows are not its units.
 */
final class RecurrentLayer {

    private final RecurrentCell cell;
    private final LayerParameters parameters;
    private final LayerBuffers buffers;
    private final Team team;
    private final Optional<Matrix> inputGradient;
    /** Whether the layer above gives gradients at every step, rather than at the last one only. */
    private final boolean gradientAtEveryStep;

    private final boolean rowsAreUnits;
    /** How the maps' present forms share the work out. */
    private Shares shares;

    private final Matrix[] previousHidden;
    private final Matrix[] fromState;
    private final Matrix[] hiddenGradient;
    private final Matrix allPreviousHidden;
    /** Kept, since a window is an object. */
    private final Matrix direct;
    private final IntConsumer forwardPart = this::forward;
    private final IntConsumer backwardPart = this::backward;
    private Matrix input;

    /**
     * @param input what the layer reads, [features × time · batch]; empty where every batch brings its own
     * @param inputGradient where the gradient by the input goes, if anyone wants it
     */
    RecurrentLayer(
            RecurrentCell cell,
            LayerParameters parameters,
            LayerBuffers buffers,
            Team team,
            Optional<Matrix> input,
            Optional<Matrix> inputGradient,
            boolean gradientAtEveryStep) {
        this.cell = cell;
        this.parameters = parameters;
        this.buffers = buffers;
        this.team = team;
        // No product fits the stand-in, should a batch ever fail to bring its own.
        this.input = input.orElseGet(() -> Matrix.allocate(1, 1));
        this.inputGradient = inputGradient;
        this.gradientAtEveryStep = gradientAtEveryStep;
        this.rowsAreUnits = cell.shape().gates() == 1;
        int time = buffers.time;
        this.previousHidden = windows(buffers.states.getFirst(), time);
        this.fromState = windows(buffers.fromState, time);
        this.hiddenGradient = windows(buffers.hiddenGradient, time);
        this.allPreviousHidden = buffers.previousHidden();
        this.direct = buffers.direct(0, buffers.hidden);
        this.shares = shares();
    }

    /**
     * Who does what in a pass.
     *
     * @param inputRows where each worker's rows of the input's map begin
     * @param units where each worker's units begin
     * @param columnsAreUnits whether they are the worker's columns of the recurrent map, too
     * @param steps the cell's windows by time step and worker
     */
    private record Shares(int[] inputRows, int[] units, boolean columnsAreUnits, CellStep[][] steps) {}

    private Shares shares() {
        LinearMap recurrent = parameters.recurrent();
        int[] units = rowsAreUnits ? recurrent.rowBounds() : recurrent.columnBounds();
        CellStep[][] steps = IntStream.range(0, buffers.time)
                .mapToObj(step -> IntStream.range(0, team.size())
                        .mapToObj(worker -> cellStep(step, units[worker], units[worker + 1]))
                        .toArray(CellStep[]::new))
                .toArray(CellStep[][]::new);
        return new Shares(
                parameters.input().rowBounds(), units, Arrays.equals(units, recurrent.columnBounds()), steps);
    }

    /** Shares the work out anew, after the maps were re-formed. */
    void reform() {
        shares = shares();
    }

    LayerBuffers buffers() {
        return buffers;
    }

    LayerParameters parameters() {
        return parameters;
    }

    /** From the input and the initial states to the states of all steps. */
    void forward() {
        team.run(forwardPart);
    }

    /** The same from a batch's own input, which the backward pass reads again. */
    void forward(Matrix batchInput) {
        input = batchInput;
        forward();
    }

    /**
     * From the gradients by the outputs to those by the parameters, the initial states and the input. Expects the gradients
     * by the outputs in the buffers, at the last step only or at every one.
     */
    void backward() {
        team.run(backwardPart);
    }

    private void forward(int worker) {
        project(worker);
        team.barrier();
        LinearMap recurrent = parameters.recurrent();
        int[] units = shares.units();
        boolean add = cell.shape().summed() || parameters.recurrentBias().isPresent();
        for (int step = 0; step < buffers.time; step++) {
            recurrent.multiply(worker, previousHidden[step], fromState[step], add);
            if (!rowsAreUnits) {
                team.barrier();
            }
            if (units[worker] < units[worker + 1]) {
                cell.forward(shares.steps()[step][worker]);
            }
            team.barrier();
        }
    }

    /** Pre-activations of all steps as far as the input goes: biases and the projection of the input. */
    private void project(int worker) {
        LinearMap map = parameters.input();
        int first = shares.inputRows()[worker];
        int end = shares.inputRows()[worker + 1];
        boolean bias = parameters.inputBias().isPresent();
        if (bias) {
            Matrix inputBias = parameters.inputBias().get().values();
            Matrix recurrentBias = parameters.recurrentBias().orElseThrow().values();
            if (cell.shape().summed()) {
                RowKernels.broadcastSum(inputBias, recurrentBias, buffers.fromInput, first, end);
            } else {
                RowKernels.broadcast(inputBias, buffers.fromInput, first, end);
                RowKernels.broadcast(recurrentBias, buffers.fromState, first, end);
            }
        }
        map.multiply(worker, input, buffers.fromInput, bias);
    }

    private void backward(int worker) {
        int first = shares.units()[worker];
        int end = shares.units()[worker + 1];
        if (first < end) {
            for (Parameter vector : parameters.vectors()) {
                vector.gradient().rowWindow(first, end - first).fill(0);
            }
        }
        for (int step = buffers.time - 1; step >= 0; step--) {
            if (first < end) {
                cell.backward(shares.steps()[step][worker]);
                if (gradientAtEveryStep && step > 0) {
                    RowKernels.add(direct, hiddenGradient[step], first, end);
                }
            }
            team.barrier();
            parameters.recurrent().multiplyTransposed(worker, fromState[step], hiddenGradient[step], true);
            if (!shares.columnsAreUnits()) {
                team.barrier();
            }
        }
        gradients(worker);
    }

    private void gradients(int worker) {
        parameters.recurrent().gradient(worker, buffers.fromState, allPreviousHidden, false);
        parameters.input().gradient(worker, buffers.fromInput, input, false);
        if (inputGradient.isPresent()) {
            parameters.input().multiplyTransposed(worker, buffers.fromInput, inputGradient.get(), false);
        }
        if (parameters.inputBias().isPresent()) {
            Matrix inputBias = parameters.inputBias().get().gradient();
            Matrix recurrentBias = parameters.recurrentBias().orElseThrow().gradient();
            int first = shares.inputRows()[worker];
            int end = shares.inputRows()[worker + 1];
            RowKernels.sum(buffers.fromInput, inputBias, first, end);
            if (cell.shape().summed()) {
                RowKernels.copy(inputBias, recurrentBias, first, end);
            } else {
                RowKernels.sum(buffers.fromState, recurrentBias, first, end);
            }
        }
    }

    private Matrix[] windows(Matrix sequence, int count) {
        return IntStream.range(0, count)
                .mapToObj(step -> buffers.step(sequence, step))
                .toArray(Matrix[]::new);
    }

    /** A worker without units gets the first unit's windows, which it never uses. */
    private CellStep cellStep(int step, int first, int end) {
        List<Matrix> vectors = parameters.vectors().stream().map(Parameter::values).toList();
        List<Matrix> gradients = parameters.vectors().stream().map(Parameter::gradient).toList();
        boolean direct = gradientAtEveryStep && step > 0;
        return first < end
                ? buffers.cellStep(step, first, end, vectors, gradients, direct)
                : buffers.cellStep(step, 0, 1, vectors, gradients, direct);
    }
}
