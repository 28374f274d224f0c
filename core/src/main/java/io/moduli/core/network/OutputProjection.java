package io.moduli.core.network;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.Parameter;
import io.moduli.core.engine.RowKernels;
import io.moduli.core.engine.Team;
import io.moduli.core.engine.WeightMap;
import java.util.Optional;
import java.util.function.IntConsumer;

/** The read-out: outputs = W h + b for the hidden states of the last or of every time step. */
final class OutputProjection {

    private final WeightMap map;
    private final Optional<Parameter> bias;
    private final Team team;
    private final Matrix hidden;
    private final Matrix hiddenGradient;
    private final Matrix outputs;
    private final Matrix outputGradient;
    private int[] rowBounds;
    private final IntConsumer forwardPart = this::forward;
    private final IntConsumer backwardPart = this::backward;

    /**
     * @param hidden the states that are read, [hidden × columns]
     * @param outputs [outputs × columns]; values and gradient may be the same memory
     */
    OutputProjection(WeightMap map, Optional<Parameter> bias, Team team, Signal hidden, Signal outputs) {
        this.map = map;
        this.bias = bias;
        this.team = team;
        this.hidden = hidden.values();
        this.hiddenGradient = hidden.gradient();
        this.outputs = outputs.values();
        this.outputGradient = outputs.gradient();
        this.rowBounds = map.rowBounds();
    }

    /** Shares the rows out anew, after the map was re-formed. */
    void reform() {
        rowBounds = map.rowBounds();
    }

    Matrix outputs() {
        return outputs;
    }

    Matrix outputGradient() {
        return outputGradient;
    }

    WeightMap map() {
        return map;
    }

    Optional<Parameter> bias() {
        return bias;
    }

    void forward() {
        team.run(forwardPart);
    }

    void backward() {
        team.run(backwardPart);
    }

    private void forward(int worker) {
        if (bias.isPresent()) {
            RowKernels.broadcast(bias.get().values(), outputs, rowBounds[worker], rowBounds[worker + 1]);
        }
        map.multiply(worker, hidden, outputs, bias.isPresent());
    }

    private void backward(int worker) {
        map.multiplyTransposed(worker, outputGradient, hiddenGradient, false);
        map.gradient(worker, outputGradient, hidden, false);
        if (bias.isPresent()) {
            RowKernels.sum(outputGradient, bias.get().gradient(), rowBounds[worker], rowBounds[worker + 1]);
        }
    }
}
