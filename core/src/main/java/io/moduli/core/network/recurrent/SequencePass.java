package io.moduli.core.network.recurrent;

import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.kernels.RowKernels;
import io.moduli.core.engine.maps.LinearMap;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.StorageFormat;
import io.moduli.core.engine.threads.StepPart;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.engine.threads.WorkerClock;
import io.moduli.core.network.block.Start;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The way of some sequences through a recurrent layer and back, time step by time step, for weights that are stored as they
 * were when this was made.
 *
 * <p>The way is one program that every worker of a crew runs on rows of its own. Within a time step a worker does its rows
 * of the recurrent product and then the cell's mathematics on its units. Barriers stand where one worker reads what another
 * wrote: after each time step, and between product and cell where a worker's rows are not its units. A crew may be a single
 * worker, who waits for nobody.
 */
final class SequencePass {

    private final RecurrentCell cell;
    private final LayerDefinition layer;
    private final LayerBuffers buffers;
    private final Team crew;
    private final LinearMap recurrent;
    private final InputProjection projection;
    /** The gradients of the cell's unit vectors, [units × 1] each, of these sequences alone. */
    private final List<Matrix> vectorGradients;

    /** Where each worker's units begin. */
    private final int[] units;
    private final boolean rowsAreUnits;
    /** Whether a worker's units are its columns of the recurrent map. */
    private final boolean columnsAreUnits;
    /** Whether a worker's rows of the input's map are those of the recurrent map. */
    private final boolean projectsOwnRows;
    /** The cell's windows by time step and worker. */
    private final CellSteps[][] steps;

    private final Matrix[] initialStates;
    private final Matrix[] lastStates;
    private final Matrix[] previousHidden;
    private final Matrix[] fromState;
    private final Matrix[] hiddenGradient;
    private final Recurrence everyStep;
    private final Recurrence allButTheFirst;
    /** Kept, since a window is an object. */
    private final Matrix direct;

    /**
     * @param maps of the layer's weights, for the crew
     * @param buffers of the sequences
     * @param inputGradient where the gradient of the input goes, [features × time · sequences], if anyone wants it
     */
    SequencePass(
            LayerDefinition layer, LayerMaps maps, LayerBuffers buffers, Optional<Matrix> inputGradient, Team crew) {
        this.cell = layer.cell();
        this.layer = layer;
        this.buffers = buffers;
        this.crew = crew;
        this.recurrent = maps.recurrent();
        this.projection = new InputProjection(layer, maps.input(), buffers, inputGradient);
        this.vectorGradients = layer.parameters().vectors().stream()
                .map(vector -> Matrix.allocateAligned(vector.rows(), 1))
                .toList();
        this.rowsAreUnits = cell.shape().gates() == 1;
        this.units = rowsAreUnits ? recurrent.rowBounds() : recurrent.columnBounds();
        this.columnsAreUnits = Arrays.equals(units, recurrent.columnBounds());
        this.projectsOwnRows = Arrays.equals(maps.input().rowBounds(), recurrent.rowBounds());
        int time = buffers.time;
        this.initialStates = IntStream.range(0, layer.states()).mapToObj(buffers::initialState).toArray(Matrix[]::new);
        this.lastStates = IntStream.range(0, layer.states()).mapToObj(buffers::lastState).toArray(Matrix[]::new);
        boolean whole = layer.parameters().recurrent().format() == StorageFormat.SPARSE;
        this.previousHidden = steps(buffers.states.getFirst(), whole);
        this.fromState = steps(buffers.fromState, whole);
        this.hiddenGradient = steps(buffers.hiddenGradient, whole);
        this.everyStep = Recurrence.from(0, buffers, whole);
        this.allButTheFirst = Recurrence.from(1, buffers, whole);
        this.direct = buffers.direct(0, buffers.hidden);
        this.steps = IntStream.range(0, time)
                .mapToObj(step -> IntStream.range(0, crew.size())
                        .mapToObj(worker -> cellSteps(step, units[worker], units[worker + 1]))
                        .toArray(CellSteps[]::new))
                .toArray(CellSteps[][]::new);
    }

    private Matrix[] steps(ActivationSequence sequence, boolean whole) {
        return IntStream.range(0, buffers.time)
                .mapToObj(step -> whole ? sequence.wholeStep(step) : sequence.step(step))
                .toArray(Matrix[]::new);
    }

    /** A worker without units gets the first unit's windows, which it never uses. */
    private CellSteps cellSteps(int step, int first, int end) {
        List<Matrix> vectors = layer.parameters().vectors().stream().map(Parameter::values).toList();
        boolean apart = layer.everyStep() && step > 0;
        return first < end
                ? buffers.cellSteps(step, first, end, vectors, vectorGradients, apart)
                : buffers.cellSteps(step, 0, 1, vectors, vectorGradients, apart);
    }

    /**
     * What the recurrent weight was multiplied by, and the gradients of what came out, in pieces.
     *
     * @param gradients of the pre-activations from the state, [gates · hidden × columns] each
     * @param previousHidden the hidden states before, [hidden × columns] each
     */
    private record Recurrence(Matrix[] gradients, Matrix[] previousHidden) {

        static Recurrence from(int step, LayerBuffers buffers, boolean whole) {
            return new Recurrence(
                    pieces(buffers.fromState, step, buffers.time, whole),
                    pieces(buffers.states.getFirst(), step, buffers.time, whole));
        }

        private static Matrix[] pieces(ActivationSequence sequence, int first, int end, boolean whole) {
            List<Matrix> pieces = whole ? sequence.wholePieces(first, end) : sequence.pieces(first, end, end - first);
            return pieces.toArray(Matrix[]::new);
        }
    }

    /** Says what {@link #forward} reads from now on: [features × time · sequences]. */
    void readFrom(Matrix newInput) {
        projection.readFrom(newInput);
    }

    LayerBuffers buffers() {
        return buffers;
    }

    /** What is to be done with the gradients of a time step's pre-activations, which are in the cache as yet. */
    @FunctionalInterface
    interface StepEnd {

        /** Nothing. */
        StepEnd NOTHING = (_, _) -> {};

        /** Does the worker's part, on the way back. */
        void reached(int worker, int step);
    }

    /** Where a worker's units begin; behind the last worker's, how many there are. */
    int firstUnit(int worker) {
        return units[worker];
    }

    List<Matrix> vectorGradients() {
        return vectorGradients;
    }

    /** Makes the states before the first step 0. */
    void zeroInitialStates() {
        for (Matrix state : initialStates) {
            state.fill(0);
        }
    }

    /** From the input and the initial states to the states of all steps. */
    void forward(int worker, Start start) {
        WorkerClock clock = crew.clock(worker);
        StepPart before = clock.current();
        int first = units[worker];
        int end = units[worker + 1];
        boolean fromZero = start == Start.ZERO;
        boolean add = layer.summed() || layer.parameters().recurrentBias().isPresent();
        if (start == Start.CARRIED) {
            carry(first, end);
            crew.barrier(worker);
        }
        for (int step = 0; step < buffers.time; step++) {
            if (projection.isDue(step)) {
                clock.enter(StepPart.INPUT);
                projection.project(worker, step, fromZero);
                if (!projectsOwnRows) {
                    crew.barrier(worker);
                }
            }
            if (step > 0 || !fromZero) {
                clock.enter(StepPart.RECURRENT_FORWARD);
                recurrent.multiply(worker, previousHidden[step], fromState[step], add);
            }
            if (!rowsAreUnits) {
                crew.barrier(worker);
            }
            if (first < end) {
                clock.enter(StepPart.CELL_FORWARD);
                cell.forward(steps[step][worker].forward());
            }
            crew.barrier(worker);
        }
        clock.enter(before);
    }

    /** The states of some units, which nobody but the worker who computed them has in its cache. */
    private void carry(int first, int end) {
        for (int state = 0; state < initialStates.length; state++) {
            RowKernels.copy(lastStates[state], initialStates[state], first, end);
        }
    }

    /**
     * From the gradients of the hidden states, in the buffers at the last step or at every one, to those of the
     * pre-activations, the unit vectors and, where they are asked for, the initial states.
     *
     * @param stepEnd is called at the end of each time step
     */
    void backward(int worker, boolean toInitialStates, StepEnd stepEnd) {
        int first = units[worker];
        int end = units[worker + 1];
        WorkerClock clock = crew.clock(worker);
        StepPart before = clock.current();
        for (Matrix gradient : vectorGradients) {
            for (int unit = first; unit < end; unit++) {
                gradient.set(unit, 0, 0);
            }
        }
        for (int step = buffers.time - 1; step >= 0; step--) {
            if (first < end) {
                clock.enter(StepPart.CELL_BACKWARD);
                cell.backward(steps[step][worker].backward());
                if (layer.everyStep() && step > 0) {
                    RowKernels.add(direct, hiddenGradient[step], first, end);
                }
            }
            crew.barrier(worker);
            if (step > 0 || toInitialStates) {
                clock.enter(StepPart.RECURRENT_BACKWARD);
                recurrent.multiplyTransposed(worker, fromState[step], hiddenGradient[step], true);
                if (!columnsAreUnits) {
                    crew.barrier(worker);
                }
            }
            stepEnd.reached(worker, step);
        }
        clock.enter(before);
    }

    /** After {@link #backward}, the gradient of the input, if anyone wants it. */
    void inputGradient(int worker) {
        StepPart before = crew.clock(worker).enter(StepPart.INPUT);
        projection.gradient(worker);
        crew.clock(worker).enter(before);
    }

    /**
     * After {@link #backward}, a worker's rows of these sequences' part of the recurrent weight's gradient.
     *
     * @param whole the map of all who share the sum out, whether they are this crew or not
     * @param start where the sequences started from: a first state of 0 adds nothing
     */
    void recurrentGradient(int worker, LinearMap whole, Start start, boolean add) {
        Recurrence recurrence = start == Start.ZERO ? allButTheFirst : everyStep;
        Matrix[] gradients = recurrence.gradients();
        for (int piece = 0; piece < gradients.length; piece++) {
            whole.gradient(worker, gradients[piece], recurrence.previousHidden()[piece], add || piece > 0);
        }
        if (gradients.length == 0 && !add) {
            whole.zeroGradient(worker);
        }
    }

    /** The same of a single time step, where activations lie by step. */
    void recurrentGradient(int worker, LinearMap whole, int step, boolean add) {
        whole.gradient(worker, fromState[step], previousHidden[step], add);
    }

    /** The same of a single time step and the input's weight. */
    void inputWeightGradient(int worker, LinearMap whole, int step, boolean add) {
        projection.weightGradient(worker, whole, step, add);
    }

    /** The same of the input's weight. */
    void inputWeightGradient(int worker, LinearMap whole, boolean add) {
        projection.weightGradient(worker, whole, add);
    }
}
