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
 * How the sequences of a batch pass through a recurrent layer, for weights whose storage has not changed since this was
 * created: all in one pass of the team, or some in a separate pass of each worker.
 */
abstract sealed class Arrangement permits CommonPass, OwnPasses {

    private final LayerDefinition layer;
    private final List<SequenceShare> shares;

    Arrangement(LayerDefinition layer, List<SequenceShare> shares) {
        this.layer = layer;
        this.shares = List.copyOf(shares);
    }

    /**
     * What a layer shares with its neighbours.
     *
     * @param inputGradient the destination of the gradient of the input, if it is needed
     * @param output the hidden states that are read by others, of every step or of the last one, and the gradients with
     *     respect to them
     * @param layouts the layout of activations
     */
    record Seams(Optional<Matrix> inputGradient, Signal output, LayoutRule layouts) {}

    /** The initial states of the current pass. */
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

    /** Sets the input of the layer, [features × time · batch]; to be called before the first forward pass. */
    abstract void readFrom(Matrix input);

    /**
     * The worker's part of the forward pass, from the input and the initial states to the states that are read by
     * others.
     */
    abstract void forward(int worker, Start start);

    /**
     * The worker's part of the backward pass, from the gradients of the states to those of pre-activations, initial
     * states and input.
     */
    abstract void backward(int worker, boolean toInitialStates);

    /**
     * After all workers have finished, the worker's part of what the preceding neighbour reads, and of those gradients
     * of parameters that are not complete yet.
     */
    abstract void finish(int worker);

    /**
     * The same arrangement, with its states, for the current storage of the weights.
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

    /**
     * Whether the sequences are divided into these shares, with the layout that suits the current storage of the
     * weights.
     */
    final boolean fits(List<SequenceShare> wanted, LayoutRule layouts) {
        return shares.equals(wanted)
                && passes().stream().allMatch(pass -> pass.buffers().layout() == layouts.of(
                        layer.parameters().recurrent().format(), pass.buffers().batch));
    }

    /** The parts of all passes side by side: [hidden × columns]. */
    final Matrix gathered(int columns, Function<SequencePass, Matrix> source) {
        Matrix all = Matrix.allocate(layer.extents().hidden(), columns);
        gather(source, all);
        return all;
    }

    /** Copies the parts of all passes to a matrix of all sequences, [hidden × columns]. */
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

    /** Copies the states before the first step and after the last from another arrangement of the same layer. */
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
