package io.moduli.core.network.recurrent;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.kernels.RowKernels;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.network.block.Start;
import java.util.List;

/** Gradients of a recurrent layer's parameters: sums over all passes through the layer, which the team shares out by rows. */
final class LayerGradients {

    private final LayerDefinition layer;
    private final LayerMaps maps;
    private final Team team;

    /** @param maps of the layer's weights as they are stored now, for the team */
    LayerGradients(LayerDefinition layer, LayerMaps maps, Team team) {
        this.layer = layer;
        this.maps = maps;
        this.team = team;
    }

    /** The worker's rows, once all passes are through. */
    void sum(int worker, List<SequencePass> passes, Start start) {
        for (int number = 0; number < passes.size(); number++) {
            SequencePass pass = passes.get(number);
            boolean add = number > 0;
            pass.recurrentGradient(worker, maps.recurrent(), start, add);
            pass.inputWeightGradient(worker, maps.input(), add);
            Matrix[] fromInput = pass.buffers().fromInput.all();
            Matrix[] fromState = pass.buffers().fromState.all();
            for (int piece = 0; piece < fromInput.length; piece++) {
                biases(worker, fromInput[piece], fromState[piece], add || piece > 0);
            }
            vectors(worker, pass, add);
        }
    }

    /**
     * The worker's rows of a time step of the only pass, whose steps are gone through backward; all but {@link #vectors}.
     *
     * @param pass whose activations lie by step
     */
    void addStep(int worker, SequencePass pass, int step, Start start) {
        LayerBuffers buffers = pass.buffers();
        boolean add = step < buffers.time - 1;
        if (step > 0 || start != Start.ZERO) {
            pass.recurrentGradient(worker, maps.recurrent(), step, add);
        } else if (!add) {
            maps.recurrent().zeroGradient(worker);
        }
        pass.inputWeightGradient(worker, maps.input(), step, add);
        biases(worker, buffers.fromInput.all()[step], buffers.fromState.all()[step], add);
    }

    private void biases(int worker, Matrix fromInput, Matrix fromState, boolean add) {
        if (layer.parameters().inputBias().isEmpty()) {
            return;
        }
        Matrix inputBias = layer.parameters().inputBias().get().gradient();
        Matrix recurrentBias = layer.parameters().recurrentBias().orElseThrow().gradient();
        int first = team.begin(inputBias.rows(), worker);
        int end = team.end(inputBias.rows(), worker);
        RowKernels.sum(fromInput, inputBias, add, first, end);
        if (layer.summed()) {
            RowKernels.copy(inputBias, recurrentBias, first, end);
        } else {
            RowKernels.sum(fromState, recurrentBias, add, first, end);
        }
    }

    /** The worker's rows of the unit vectors' gradients of a pass that is through. */
    void vectors(int worker, SequencePass pass, boolean add) {
        List<Parameter> vectors = layer.parameters().vectors();
        int first = team.begin(layer.extents().hidden(), worker);
        int end = team.end(layer.extents().hidden(), worker);
        for (int vector = 0; vector < vectors.size(); vector++) {
            RowKernels.sum(pass.vectorGradients().get(vector), vectors.get(vector).gradient(), add, first, end);
        }
    }
}
