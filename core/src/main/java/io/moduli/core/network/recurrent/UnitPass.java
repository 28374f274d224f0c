package io.moduli.core.network.recurrent;

import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.maps.SparseLinearMap;
import io.moduli.core.engine.threads.StepPart;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.engine.threads.WorkerClock;
import io.moduli.core.network.block.Start;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A pass that takes a few units at a time through all parts of a time step, for a sparse recurrent weight, whose rows
 * cost the same in any order. The values of each gate for a block of units are written, completed and used while they
 * are in the first level of the cache:
 *
 * <ul>
 *   <li>forward, the projection of the input, the recurrent product's rows, the cell;
 * <li>backward, the transposed product's rows of the following step, the cell, the weights' gradients.
 * </ul>
 *
 * <p>A worker's rows are those of its units in every gate. So the workers synchronize once per time step in each
 * direction: after the hidden states, and after the gradients of the pre-activations.
 */
final class UnitPass extends SequencePass {

    /**
     * The maximum size of a block's pre-activations: they stay in the first level of the cache beside an operand's
     * rows.
     */
    private static final int BYTES_OF_BLOCK = 32 * 1024;

    private static final int MINIMUM_UNITS = 4;

    private final RecurrentCell cell;
    private final SparseLinearMap recurrent;
    private final int gates;
    private final int hidden;

    /** Where each worker's units begin. */
    private final int[] units;
    /** How many units a block has; a worker's last block may have fewer. */
    private final int unitsOfBlock;
    /** The cell's windows by time step, worker and block. */
    private final CellSteps[][][] steps;

    /** Creates a pass; see {@link SequencePass}. */
    UnitPass(
            LayerDefinition layer, LayerMaps maps, LayerBuffers buffers, Optional<Matrix> inputGradient, Team crew) {
        super(layer, maps, buffers, inputGradient, crew);
        this.cell = layer.cell();
        this.recurrent = maps.sparseRecurrent();
        this.gates = cell.shape().gates();
        this.hidden = buffers.hidden;
        this.units = recurrent.unitBounds(gates, crew.size());
        this.unitsOfBlock = Math.max(MINIMUM_UNITS, BYTES_OF_BLOCK / (gates * fromState[0].stride() * Float.BYTES));
        this.steps = IntStream.range(0, buffers.time)
                .mapToObj(step -> IntStream.range(0, crew.size())
                        .mapToObj(worker -> IntStream.range(0, blocks(worker))
                                .mapToObj(block -> cellSteps(step, begin(worker, block), begin(worker, block + 1)))
                                .toArray(CellSteps[]::new))
                        .toArray(CellSteps[][]::new))
                .toArray(CellSteps[][][]::new);
    }

    private int blocks(int worker) {
        return Math.ceilDiv(units[worker + 1] - units[worker], unitsOfBlock);
    }

    private int begin(int worker, int block) {
        return Math.min(units[worker] + block * unitsOfBlock, units[worker + 1]);
    }

    @Override
    int firstUnit(int worker) {
        return units[worker];
    }

    @Override
    void forward(int worker, Start start) {
        WorkerClock clock = crew().clock(worker);
        StepPart before = clock.current();
        boolean fromZero = start == Start.ZERO;
        if (start == Start.CARRIED) {
            carry(units[worker], units[worker + 1]);
            crew().barrier(worker);
        }
        int blocks = blocks(worker);
        for (int step = 0; step < buffers().time; step++) {
            if (!projection().goesByRows() && projection().isDue(step)) {
                clock.enter(StepPart.INPUT);
                projection().project(worker, step, fromZero);
                crew().barrier(worker);
            }
            for (int block = 0; block < blocks; block++) {
                int first = begin(worker, block);
                int end = begin(worker, block + 1);
                if (projection().goesByRows()) {
                    clock.enter(StepPart.INPUT);
                    for (int gate = 0; gate < gates; gate++) {
                        projection().project(step, gate * hidden + first, gate * hidden + end, fromZero);
                    }
                }
                if (step > 0 || !fromZero) {
                    clock.enter(StepPart.RECURRENT_FORWARD);
                    multiply(step, first, end);
                }
                clock.enter(StepPart.CELL_FORWARD);
                cell.forward(steps[step][worker][block].forward());
            }
            crew().barrier(worker);
        }
        clock.enter(before);
    }

    private void multiply(int step, int first, int end) {
        boolean add = addsToProducts();
        for (int gate = 0; gate < gates; gate++) {
            recurrent.multiplyRows(
                    gate * hidden + first, gate * hidden + end, previousHidden[step], fromState[step], add);
        }
    }

    @Override
    void backward(int worker, boolean toInitialStates, Start start) {
        WorkerClock clock = crew().clock(worker);
        StepPart before = clock.enter(StepPart.PACKING);
        zeroVectorGradients(units[worker], units[worker + 1]);
        recurrent.prepareTransposed(worker, units[worker], units[worker + 1]);
        int last = buffers().time - 1;
        int blocks = blocks(worker);
        for (int step = last; step >= 0; step--) {
            for (int block = 0; block < blocks; block++) {
                int first = begin(worker, block);
                int end = begin(worker, block + 1);
                if (step < last) {
                    clock.enter(StepPart.RECURRENT_BACKWARD);
                    recurrent.multiplyTransposedRows(first, end, fromState[step + 1], hiddenGradient[step + 1], true);
                }
                clock.enter(StepPart.CELL_BACKWARD);
                cell.backward(steps[step][worker][block].backward());
                addDirect(step, first, end);
                clock.enter(StepPart.GRADIENTS);
                for (int gate = 0; gate < gates; gate++) {
                    gradients().reached(step, gate * hidden + first, gate * hidden + end, start);
                }
            }
            crew().barrier(worker);
        }
        if (toInitialStates) {
            clock.enter(StepPart.RECURRENT_BACKWARD);
            recurrent.multiplyTransposedRows(
                    units[worker], units[worker + 1], fromState[0], hiddenGradient[0], true);
        }
        if (!projection().goesByRows()) {
            clock.enter(StepPart.GRADIENTS);
            gradients().inputWeight(worker);
        }
        clock.enter(before);
    }
}
