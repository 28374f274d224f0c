package io.moduli.core.network.recurrent;

import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.maps.LinearMap;
import io.moduli.core.engine.threads.StepPart;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.engine.threads.WorkerClock;
import io.moduli.core.network.block.Start;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A pass that computes each product of a time step as a whole, which suits dense products: a worker computes its rows
 * of the recurrent product and then the cell's formulas on its units. There is a barrier after each time step, and one
 * between product and cell if a worker's rows are not its units.
 */
final class ProductPass extends SequencePass {

    private final RecurrentCell cell;
    private final LinearMap recurrent;

    /** Where each worker's units begin. */
    private final int[] units;
    private final boolean rowsAreUnits;
    /** Whether a worker's units are its columns of the recurrent map. */
    private final boolean columnsAreUnits;
    /** Whether a worker's rows of the input's map are those of the recurrent map. */
    private final boolean projectsOwnRows;
    /** The cell's windows by time step and worker. */
    private final CellSteps[][] steps;

    /** Creates a pass; see {@link SequencePass}. */
    ProductPass(
            LayerDefinition layer, LayerMaps maps, LayerBuffers buffers, Optional<Matrix> inputGradient, Team crew) {
        super(layer, maps, buffers, inputGradient, crew);
        this.cell = layer.cell();
        this.recurrent = maps.recurrent();
        this.rowsAreUnits = cell.shape().gates() == 1;
        this.units = rowsAreUnits ? recurrent.rowBounds() : recurrent.columnBounds();
        this.columnsAreUnits = Arrays.equals(units, recurrent.columnBounds());
        this.projectsOwnRows = Arrays.equals(maps.input().rowBounds(), recurrent.rowBounds());
        this.steps = IntStream.range(0, buffers.time)
                .mapToObj(step -> IntStream.range(0, crew.size())
                        .mapToObj(worker -> windows(step, worker))
                        .toArray(CellSteps[]::new))
                .toArray(CellSteps[][]::new);
    }

    /** A worker without units gets the windows of the first unit, which it never uses. */
    private CellSteps windows(int step, int worker) {
        return units[worker] < units[worker + 1]
                ? cellSteps(step, units[worker], units[worker + 1])
                : cellSteps(step, 0, 1);
    }

    @Override
    int firstUnit(int worker) {
        return units[worker];
    }

    @Override
    void forward(int worker, Start start) {
        WorkerClock clock = crew().clock(worker);
        StepPart before = clock.current();
        int first = units[worker];
        int end = units[worker + 1];
        boolean fromZero = start == Start.ZERO;
        boolean add = addsToProducts();
        if (start == Start.CARRIED) {
            carry(first, end);
            crew().barrier(worker);
        }
        for (int step = 0; step < buffers().time; step++) {
            if (projection().isDue(step)) {
                clock.enter(StepPart.INPUT);
                projection().project(worker, step, fromZero);
                if (!projectsOwnRows) {
                    crew().barrier(worker);
                }
            }
            if (step > 0 || !fromZero) {
                clock.enter(StepPart.RECURRENT_FORWARD);
                recurrent.multiply(worker, previousHidden[step], fromState[step], add);
            }
            if (!rowsAreUnits) {
                crew().barrier(worker);
            }
            if (first < end) {
                clock.enter(StepPart.CELL_FORWARD);
                cell.forward(steps[step][worker].forward());
            }
            crew().barrier(worker);
        }
        clock.enter(before);
    }

    @Override
    void backward(int worker, boolean toInitialStates, Start start) {
        int first = units[worker];
        int end = units[worker + 1];
        WorkerClock clock = crew().clock(worker);
        StepPart before = clock.current();
        zeroVectorGradients(first, end);
        for (int step = buffers().time - 1; step >= 0; step--) {
            if (first < end) {
                clock.enter(StepPart.CELL_BACKWARD);
                cell.backward(steps[step][worker].backward());
                addDirect(step, first, end);
            }
            crew().barrier(worker);
            if (step > 0 || toInitialStates) {
                clock.enter(StepPart.RECURRENT_BACKWARD);
                recurrent.multiplyTransposed(worker, fromState[step], hiddenGradient[step], true);
                if (!columnsAreUnits) {
                    crew().barrier(worker);
                }
            }
            clock.enter(StepPart.GRADIENTS);
            gradients().reached(worker, step, start);
        }
        clock.enter(before);
    }
}
