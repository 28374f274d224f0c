package io.moduli.core.network.block;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.kernels.RowKernels;
import io.moduli.core.engine.maps.GradientProduct;
import io.moduli.core.engine.maps.LinearMap;
import io.moduli.core.engine.maps.RowBlocks;
import io.moduli.core.engine.maps.WeightMap;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.threads.StepPart;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.loss.LossFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The read-out, outputs = W h + b for the hidden states of the last or of every time step, fused with the loss.
 *
 * <p>It works on blocks of output rows together with the loss, in both directions: a block's outputs are observed while
 * they are in the cache, and its gradient is computed, and used for everything that depends on it, in a small buffer of
 * each worker. In a pass without a loss it computes only the outputs.
 */
public final class FusedReadOut implements Block {

    private final WeightMap weight;
    private final Optional<Parameter> bias;
    private final Team team;
    private final Signal hidden;
    private final Matrix outputs;
    private final IntConsumer forwardPart = this::forward;
    private final IntConsumer backwardPart = this::backward;
    private LinearMap map;
    private RowBlocks blocks;
    /** The gradient of each worker's current block, [rows of the largest block × columns]. */
    private Matrix[] slopes;
    private Optional<LossFunction> loss = Optional.empty();
    private double lossValue = Double.NaN;

    /** @param hidden the states that are read, [hidden × columns] */
    public FusedReadOut(WeightMap weight, Optional<Parameter> bias, Team team, Signal hidden) {
        this.weight = weight;
        this.bias = bias;
        this.team = team;
        this.hidden = hidden;
        this.outputs = ActivationMatrix.allocate(weight.parameter().rows(), hidden.values().columns());
        this.map = weight.current();
        this.blocks = map.rowBlocks(outputs.columns(), team);
        this.slopes = slopes();
    }

    private Matrix[] slopes() {
        return IntStream.range(0, team.size())
                .mapToObj(_ -> Matrix.allocateAligned(blocks.largest(), outputs.columns()))
                .toArray(Matrix[]::new);
    }

    /** The outputs of the last pass, [outputs × columns]. */
    public Matrix outputs() {
        return outputs;
    }

    /** The loss of the last pass; NaN if that had none. */
    public double loss() {
        return lossValue;
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(List.of(weight.parameter()));
        bias.ifPresent(all::add);
        return all;
    }

    @Override
    public StepPart part() {
        return StepPart.READ_OUT;
    }

    @Override
    public void forward(Pass pass) {
        if (map != weight.current()) {
            map = weight.current();
            blocks = map.rowBlocks(outputs.columns(), team);
            slopes = slopes();
        }
        loss = pass.loss();
        if (loss.isPresent()) {
            loss.get().begin(outputs, pass.batch());
        }
        team.run(forwardPart);
        lossValue = loss.isPresent() ? loss.get().finish() : Double.NaN;
    }

    /**
     * Computes the gradients of the loss with respect to weight, bias and hidden states.
     *
     * @throws IllegalStateException if the pass is without a loss
     */
    @Override
    public void backward(Pass pass) {
        team.run(backwardPart);
    }

    /** The gradient with respect to the outputs is computed again, a worker's block at a time. */
    @Override
    public void addGradient(Parameter of, int firstRow, Matrix rows) {
        if (of == weight.parameter()) {
            team.run(worker -> addGradient(
                    worker, firstRow, rows, team.begin(rows.rows(), worker), team.end(rows.rows(), worker)));
        }
    }

    private void addGradient(int worker, int firstRow, Matrix rows, int begin, int end) {
        List<GradientProduct> products = List.of(new GradientProduct(slopes[worker], hidden.values()));
        int height = slopes[worker].rows();
        for (int row = begin; row < end; row += height) {
            int count = Math.min(height, end - row);
            loss.orElseThrow().gradient(worker, firstRow + row, firstRow + row + count, slopes[worker]);
            GradientProduct.add(products, 0, rows.rowWindow(row, count), 0, count);
        }
    }

    private void forward(int worker) {
        blocks.begin(worker, hidden.values());
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
        blocks.begin(worker, hidden.values());
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
        blocks.end(worker, hidden.gradient());
    }
}
