package io.moduli.core.network.recurrent;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.kernels.RowKernels;
import io.moduli.core.network.block.Signal;
import io.moduli.core.network.block.Start;
import io.moduli.core.network.recurrent.ActivationSequence.LayoutRule;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the sequences of a batch go through a recurrent layer, for weights that are stored as they were when this was made:
 * all in one pass of the team, or some in a pass of each worker's own.
 */
abstract sealed class Arrangement permits CommonPass, OwnPasses {

    private final LayerDefinition layer;
    private final List<SequenceShare> shares;

    Arrangement(LayerDefinition layer, List<SequenceShare> shares) {
        this.layer = layer;
        this.shares = List.copyOf(shares);
    }

    /**
     * What a layer reads and writes in common with its neighbours.
     *
     * @param inputGradient where the gradient of the input goes, if anyone wants it
     * @param output the hidden states that are read by others, of every step or of the last one, and the gradients with respect
     *     to them
     * @param layouts how activations lie
     */
    record Seams(Optional<Matrix> inputGradient, Signal output, LayoutRule layouts) {}

    /** Where the sequences of the present pass started from. */
    private Start start = Start.ZERO;

    final Start start() {
        return start;
    }

    final void startFrom(Start newStart) {
        start = newStart;
    }

    final LayerDefinition layer() {
        return layer;
    }

    /** The sequences of each pass. */
    final List<SequenceShare> shares() {
        return shares;
    }

    /** A single pass for the team, or one for each worker. */
    abstract List<SequencePass> passes();

    /** Says what the layer reads from now on, [features × time · batch]; to be said before the first way forward. */
    abstract void readFrom(Matrix input);

    /** The worker's part from the input and the initial states to the states that are read by others. */
    abstract void forward(int worker, Start start);

    /** The worker's part from the gradients of the states to those of pre-activations, initial states and input. */
    abstract void backward(int worker, boolean toInitialStates);

    /**
     * When all workers are back, the worker's part of what the neighbour in front is to read, and of the parameters' gradients as
     * far as they are not there yet.
     */
    abstract void finish(int worker);

    /**
     * The same arrangement, with its states, for weights as they are stored now.
     *
     * @param maps the weights, for the team
     */
    abstract Arrangement reformed(LayerMaps maps);

    /** Writes the hidden states after every step, [hidden × time · batch]. */
    final void gatherStates(Matrix all) {
        for (int number = 0; number < shares.size(); number++) {
            Matrix[] own = passes().get(number).buffers().outputs(0, layer.extents().time());
            Matrix[] columns = StepCopies.columns(shares.get(number), all);
            for (int step = 0; step < own.length; step++) {
                RowKernels.copy(own[step], columns[step], 0, layer.extents().hidden());
            }
        }
    }

    /** Whether the sequences go through in these shares, with activations that lie as the weights want it as they are stored. */
    final boolean fits(List<SequenceShare> wanted, LayoutRule layouts) {
        return shares.equals(wanted)
                && passes().stream().allMatch(pass -> pass.buffers().layout() == layouts.of(
                        layer.parameters().recurrent().format(), pass.buffers().batch));
    }

    /** What all passes have of something, side by side: [hidden × columns]. */
    final Matrix gathered(int columns, Function<SequencePass, Matrix> source) {
        Matrix all = Matrix.allocate(layer.extents().hidden(), columns);
        gather(source, all);
        return all;
    }

    /** Copies what all passes have of something to a matrix of all sequences, [hidden × columns]. */
    final void gather(Function<SequencePass, Matrix> source, Matrix all) {
        for (int number = 0; number < shares.size(); number++) {
            shares.get(number).give(source.apply(passes().get(number)), all, 0, layer.extents().hidden());
        }
    }

    /** Gives each pass its columns of a matrix of all sequences, [hidden × columns]. */
    final void spread(Matrix all, Function<SequencePass, Matrix> target) {
        for (int number = 0; number < shares.size(); number++) {
            shares.get(number).take(all, target.apply(passes().get(number)), 0, layer.extents().hidden());
        }
    }

    /** Takes over the states before the first step and after the last from another arrangement of the same layer. */
    final void takeStates(Arrangement other) {
        for (int number = 0; number < layer.states(); number++) {
            int state = number;
            takeOver(other, pass -> pass.buffers().initialState(state));
            takeOver(other, pass -> pass.buffers().lastState(state));
        }
    }

    private void takeOver(Arrangement other, Function<SequencePass, Matrix> what) {
        spread(other.gathered(layer.extents().batch(), what), what);
    }
}
