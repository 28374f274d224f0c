package io.moduli.core.network;

import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.maps.LinearMap;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.kernels.RowKernels;
import io.moduli.core.engine.storage.StorageFormat;
import io.moduli.core.engine.threads.Team;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The way of some sequences through a recurrent layer and back: goes through time step by step, and projects the input of as
 * many steps ahead as stay in the cache.
 *
 * <p>The way is one program that every worker of a crew runs on rows of its own. Within a time step a worker does its rows
 * of the recurrent product and then the cell's mathematics on its units. Barriers stand where one worker reads what another
 * wrote: after each time step, and between product and cell where a worker's rows are not its units. A crew may be a single
 * worker, who waits for nobody.
 */
final class SequencePass {

    /** Pre-activations that stay in the second-level cache beside weights. */
    private static final long BYTES_AHEAD = 256 * 1024;
    /** A dense product packs its weight anew each time, which is a small part of it with this many columns. */
    private static final int LEAST_DENSE_COLUMNS = 512;
    /** From so many features on, the projection of the input counts. */
    private static final int LEAST_DENSE_FEATURES = 16;

    private final RecurrentCell cell;
    private final LayerParameters parameters;
    private final LayerBuffers buffers;
    private final Team crew;
    /** Whether the loss looks at every step, rather than at the last one only. */
    private final boolean gradientAtEveryStep;
    /** The gradients by the cell's unit vectors, [units × 1] each, of these sequences alone. */
    private final List<Matrix> vectorGradients;

    private final boolean rowsAreUnits;
    /** How the maps' present forms share the work out. */
    private Shares shares;
    private Ahead ahead;
    private Start start = Start.ZERO;
    private Matrix input;
    private Matrix[] inputWindows;

    private final Matrix[] initialStates;
    private final Matrix[] lastStates;
    private final Matrix[] previousHidden;
    private final Matrix[] fromState;
    private final Matrix[] hiddenGradient;
    private final Recurrence everyStep;
    private final Recurrence allButTheFirst;
    private final Signal output;
    /** Kept, since a window is an object. */
    private final Matrix direct;

    /**
     * @param parameters with maps for the crew
     * @param buffers of the sequences
     * @param input what the layer reads, [features × time · sequences]
     */
    SequencePass(
            RecurrentCell cell, LayerParameters parameters, LayerBuffers buffers, Team crew, Matrix input,
            boolean gradientAtEveryStep) {
        this.cell = cell;
        this.parameters = parameters;
        this.buffers = buffers;
        this.crew = crew;
        this.gradientAtEveryStep = gradientAtEveryStep;
        this.vectorGradients = parameters.vectors().stream()
                .map(vector -> Matrix.allocateAligned(vector.rows(), 1))
                .toList();
        this.rowsAreUnits = cell.shape().gates() == 1;
        int time = buffers.time;
        int states = cell.shape().states().size();
        this.initialStates = IntStream.range(0, states).mapToObj(buffers::initialState).toArray(Matrix[]::new);
        this.lastStates = IntStream.range(0, states).mapToObj(buffers::lastState).toArray(Matrix[]::new);
        this.previousHidden = windows(buffers.states.getFirst(), time);
        this.fromState = windows(buffers.fromState, time);
        this.hiddenGradient = windows(buffers.hiddenGradient, time);
        this.everyStep = new Recurrence(buffers.fromState, buffers.previousHidden());
        this.allButTheFirst = everyStep.fromStep(Math.min(1, time - 1), buffers);
        this.output = gradientAtEveryStep ? buffers.output() : buffers.lastOutput();
        this.direct = buffers.direct(0, buffers.hidden);
        this.shares = shares();
        this.ahead = ahead();
        this.input = input;
        this.inputWindows = windowsAhead(input, ahead.steps());
    }

    /**
     * Who does what in a pass.
     *
     * @param inputRows where each worker's rows of the input's map begin
     * @param units where each worker's units begin
     * @param projectsOwnRows whether a worker's rows of the input's map are those of the recurrent map
     * @param columnsAreUnits whether a worker's units are its columns of the recurrent map
     * @param steps the cell's windows by time step and worker
     */
    private record Shares(
            int[] inputRows, int[] units, boolean projectsOwnRows, boolean columnsAreUnits, CellSteps[][] steps) {}

    /**
     * How many steps' input is projected at a time, and the windows on those steps.
     *
     * @param steps how many; the last windows may have fewer
     * @param fromInput the pre-activations from the input
     * @param fromState those from the state
     */
    private record Ahead(int steps, Matrix[] fromInput, Matrix[] fromState) {}

    private Ahead ahead() {
        long bytesOfStep = (long) buffers.fromInput.rows() * buffers.batch * Float.BYTES
                * (cell.shape().summed() ? 1 : 2);
        long steps = Math.max(1, BYTES_AHEAD / bytesOfStep);
        Parameter input = parameters.input().parameter();
        if (input.format() == StorageFormat.DENSE && input.columns() >= LEAST_DENSE_FEATURES) {
            steps = Math.max(steps, Math.ceilDiv(LEAST_DENSE_COLUMNS, buffers.batch));
        }
        int stepsAhead = (int) Math.min(steps, buffers.time);
        return new Ahead(
                stepsAhead, windowsAhead(buffers.fromInput, stepsAhead), windowsAhead(buffers.fromState, stepsAhead));
    }

    private Matrix[] windowsAhead(Matrix sequence, int steps) {
        return IntStream.range(0, Math.ceilDiv(buffers.time, steps))
                .mapToObj(number -> sequence.columnWindow(
                        number * steps * buffers.batch,
                        Math.min(steps, buffers.time - number * steps) * buffers.batch))
                .toArray(Matrix[]::new);
    }

    private Shares shares() {
        LinearMap recurrent = parameters.recurrent();
        int[] units = rowsAreUnits ? recurrent.rowBounds() : recurrent.columnBounds();
        CellSteps[][] steps = IntStream.range(0, buffers.time)
                .mapToObj(step -> IntStream.range(0, crew.size())
                        .mapToObj(worker -> cellSteps(step, units[worker], units[worker + 1]))
                        .toArray(CellSteps[]::new))
                .toArray(CellSteps[][]::new);
        int[] inputRows = parameters.input().rowBounds();
        return new Shares(
                inputRows, units, Arrays.equals(inputRows, recurrent.rowBounds()),
                Arrays.equals(units, recurrent.columnBounds()), steps);
    }

    /** Shares the work out anew, after the maps were re-formed. */
    void reform() {
        shares = shares();
        ahead = ahead();
        inputWindows = windowsAhead(input, ahead.steps());
    }

    /** Where sequences start from. */
    enum Start {
        /** From 0, so that no product with the hidden states before the first step is needed. */
        ZERO,
        /** From the states after the last step of the pass before, at which gradients end. */
        CARRIED,
        /** From hidden states that somebody has written and wants to have the gradient by. */
        GIVEN
    }

    /**
     * What the recurrent weight was multiplied by, and the gradients by what came out.
     *
     * @param gradient by the pre-activations from the state, [gates · hidden × columns]
     * @param previousHidden the hidden states before, [hidden × columns]
     */
    record Recurrence(Matrix gradient, Matrix previousHidden) {

        private Recurrence fromStep(int step, LayerBuffers buffers) {
            int first = step * buffers.batch;
            int columns = gradient.columns() - first;
            return new Recurrence(
                    gradient.columnWindow(first, columns), previousHidden.columnWindow(first, columns));
        }
    }

    /** Says where sequences start from in the next passes. */
    void startFrom(Start newStart) {
        if (newStart == Start.ZERO && start != Start.ZERO) {
            for (Matrix state : initialStates) {
                state.fill(0);
            }
        }
        start = newStart;
    }

    /** Says what {@link #forward} reads from now on: [features × time · sequences]. */
    void readFrom(Matrix newInput) {
        if (input != newInput) {
            input = newInput;
            inputWindows = windowsAhead(newInput, ahead.steps());
        }
    }

    /** What {@link #forward} reads. */
    Matrix input() {
        return input;
    }

    LayerBuffers buffers() {
        return buffers;
    }

    /** The hidden states, and the gradients by them, that the loss looks at. */
    Signal output() {
        return output;
    }

    /** What the gradient by the recurrent weight is the product of: all time steps, or those whose previous state is not 0. */
    Recurrence recurrence() {
        return firstProductIsZero() ? allButTheFirst : everyStep;
    }

    /** A transposed product relies on a forward one before it, so a single step does its product whatever it starts from. */
    private boolean firstProductIsZero() {
        return start == Start.ZERO && buffers.time > 1;
    }

    List<Matrix> vectorGradients() {
        return vectorGradients;
    }

    /** From the input and the initial states to the states of all steps. */
    void forward(int worker) {
        LinearMap recurrent = parameters.recurrent();
        int[] units = shares.units();
        boolean add = cell.shape().summed() || parameters.recurrentBias().isPresent();
        if (start == Start.CARRIED) {
            carry(units[worker], units[worker + 1]);
            crew.barrier();
        }
        for (int step = 0; step < buffers.time; step++) {
            if (step % ahead.steps() == 0) {
                project(worker, step / ahead.steps());
                if (!shares.projectsOwnRows()) {
                    crew.barrier();
                }
            }
            if (step > 0 || !firstProductIsZero()) {
                recurrent.multiply(worker, previousHidden[step], fromState[step], add);
            }
            if (!rowsAreUnits) {
                crew.barrier();
            }
            if (units[worker] < units[worker + 1]) {
                cell.forward(shares.steps()[step][worker].forward());
            }
            crew.barrier();
        }
    }

    /** The states of some units, which nobody but the worker who computed them has in its cache. */
    private void carry(int first, int end) {
        for (int state = 0; state < initialStates.length; state++) {
            RowKernels.copy(lastStates[state], initialStates[state], first, end);
        }
    }

    /** Pre-activations of some steps as far as the input goes: biases, or what stands for no product, and the projection. */
    private void project(int worker, int number) {
        int first = shares.inputRows()[worker];
        int end = shares.inputRows()[worker + 1];
        Matrix fromInput = ahead.fromInput()[number];
        boolean bias = parameters.inputBias().isPresent();
        if (bias) {
            Matrix inputBias = parameters.inputBias().get().values();
            Matrix recurrentBias = parameters.recurrentBias().orElseThrow().values();
            if (cell.shape().summed()) {
                RowKernels.broadcastSum(inputBias, recurrentBias, fromInput, first, end);
            } else {
                RowKernels.broadcast(inputBias, fromInput, first, end);
                RowKernels.broadcast(recurrentBias, ahead.fromState()[number], first, end);
            }
        } else if (number == 0 && firstProductIsZero() && !cell.shape().summed()) {
            RowKernels.zeroRows(fromState[0], first, end);
        }
        parameters.input().multiply(worker, inputWindows[number], fromInput, bias);
    }

    /**
     * From the gradients by the hidden states, in the buffers at the last step or at every one, to those by the
     * pre-activations, the unit vectors and the initial states.
     */
    void backward(int worker) {
        int first = shares.units()[worker];
        int end = shares.units()[worker + 1];
        for (Matrix gradient : vectorGradients) {
            for (int unit = first; unit < end; unit++) {
                gradient.set(unit, 0, 0);
            }
        }
        for (int step = buffers.time - 1; step >= 0; step--) {
            if (first < end) {
                cell.backward(shares.steps()[step][worker].backward());
                if (gradientAtEveryStep && step > 0) {
                    RowKernels.add(direct, hiddenGradient[step], first, end);
                }
            }
            crew.barrier();
            if (step == 0 && start != Start.GIVEN) {
                return;
            }
            parameters.recurrent().multiplyTransposed(worker, fromState[step], hiddenGradient[step], true);
            if (!shares.columnsAreUnits()) {
                crew.barrier();
            }
        }
    }

    /** After {@link #backward}, the gradient by the input, [features × time · sequences]. */
    void inputGradient(int worker, Matrix gradient) {
        parameters.input().multiplyTransposed(worker, buffers.fromInput, gradient, false);
    }

    private Matrix[] windows(Matrix sequence, int count) {
        return IntStream.range(0, count)
                .mapToObj(step -> buffers.step(sequence, step))
                .toArray(Matrix[]::new);
    }

    /** A worker without units gets the first unit's windows, which it never uses. */
    private CellSteps cellSteps(int step, int first, int end) {
        List<Matrix> vectors = parameters.vectors().stream().map(Parameter::values).toList();
        boolean apart = gradientAtEveryStep && step > 0;
        return first < end
                ? buffers.cellSteps(step, first, end, vectors, vectorGradients, apart)
                : buffers.cellSteps(step, 0, 1, vectors, vectorGradients, apart);
    }
}
