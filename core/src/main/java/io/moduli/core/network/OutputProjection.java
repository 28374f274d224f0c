package io.moduli.core.network;

import io.moduli.api.task.Batch;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.maps.RowBlocks;
import io.moduli.core.engine.kernels.RowKernels;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.engine.maps.WeightMap;
import io.moduli.core.loss.LossFunction;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The read-out: outputs = W h + b for the hidden states of the last or of every time step.
 *
 * <p>It works on blocks of output rows and takes the loss along, both ways: a block's outputs are observed while they are in
 * the cache, and its gradient is made, and used for all that depends on it, in a small memory of each worker's own.
 */
final class OutputProjection {

    private final WeightMap map;
    private final Optional<Parameter> bias;
    private final Team team;
    private final Matrix hidden;
    private final Matrix hiddenGradient;
    private final Matrix outputs;
    private RowBlocks blocks;
    /** The gradient of each worker's present block, [rows of the largest block × columns]. */
    private Matrix[] slopes;
    private Optional<LossFunction> loss = Optional.empty();
    private final IntConsumer forwardPart = this::forward;
    private final IntConsumer backwardPart = this::backward;

    /**
     * @param hidden the states that are read, [hidden × columns]
     * @param outputs [outputs × columns]
     */
    OutputProjection(WeightMap map, Optional<Parameter> bias, Team team, Signal hidden, Matrix outputs) {
        this.map = map;
        this.bias = bias;
        this.team = team;
        this.hidden = hidden.values();
        this.hiddenGradient = hidden.gradient();
        this.outputs = outputs;
        this.blocks = map.rowBlocks(outputs.columns(), team);
        this.slopes = slopes();
    }

    private Matrix[] slopes() {
        return IntStream.range(0, team.size())
                .mapToObj(_ -> Matrix.allocateAligned(blocks.largest(), outputs.columns()))
                .toArray(Matrix[]::new);
    }

    /** Shares the rows out anew, after the map was re-formed. */
    void reform() {
        blocks = map.rowBlocks(outputs.columns(), team);
        slopes = slopes();
    }

    WeightMap map() {
        return map;
    }

    Optional<Parameter> bias() {
        return bias;
    }

    /** Computes the outputs, [outputs × columns]. */
    Matrix forward() {
        loss = Optional.empty();
        team.run(forwardPart);
        return outputs;
    }

    /** Computes the outputs and their loss. */
    double forward(LossFunction function, Batch batch) {
        loss = Optional.of(function);
        function.begin(outputs, batch);
        team.run(forwardPart);
        return function.finish();
    }

    /**
     * Computes the gradients of the last loss by weight, bias and hidden states.
     *
     * @throws IllegalStateException where the last forward pass was without a loss
     */
    void backward() {
        team.run(backwardPart);
    }

    private void forward(int worker) {
        blocks.begin(worker, hidden);
        for (int block = blocks.firstBlock(worker); block < blocks.firstBlock(worker + 1); block++) {
            int first = blocks.begin(block);
            int end = blocks.begin(block + 1);
            if (bias.isPresent()) {
                RowKernels.broadcast(bias.get().values(), outputs, first, end);
            }
            blocks.multiply(worker, block, outputs, bias.isPresent());
            if (loss.isPresent()) {
                loss.get().observe(worker, first, end);
            }
        }
    }

    private void backward(int worker) {
        LossFunction function = loss
                .orElseThrow(() -> new IllegalStateException("the outputs were computed without a loss"));
        blocks.begin(worker, hidden);
        for (int block = blocks.firstBlock(worker); block < blocks.firstBlock(worker + 1); block++) {
            int first = blocks.begin(block);
            int end = blocks.begin(block + 1);
            function.gradient(worker, first, end, slopes[worker]);
            blocks.gradient(worker, block, slopes[worker]);
            blocks.multiplyTransposed(worker, block, slopes[worker]);
            if (bias.isPresent()) {
                RowKernels.sumBlock(slopes[worker], bias.get().gradient(), first, end);
            }
        }
        blocks.end(worker, hiddenGradient);
    }
}
