package io.moduli.core.network;

import io.moduli.api.task.Batch;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.network.recurrent.RecurrentLayer;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Scales the recurrent weights of fresh layers until gradients neither vanish nor explode through time.
 *
 * <p>A random gradient enters a layer after the last time step and leaves it before the first; the gain is the factor
 * by which its norm changes in one step, (‖out‖ / ‖in‖)^(1/T), measured on a batch of the task with the network's own
 * backward pass (the idea of layer-sequential unit variance, Mishkin and Matas 2016, applied to the gradient through
 * time). Under a mask that results from pruning, the gain of random weights can be anything: if it is small, nothing is
 * learned for a hundred epochs; if it is large, training begins with an explosion. The scale is found by bisection on
 * its logarithm.
 */
final class GradientCalibration {

    private static final double MAXIMUM_SCALE = 64;
    private static final int BISECTIONS = 16;

    private final Network network;
    private final Batch batch;
    private final double gain;

    /**
     * @param batch a training batch
     * @param gain the desired factor, above 0; 1 preserves gradients
     */
    GradientCalibration(Network network, Batch batch, double gain) {
        this.network = network;
        this.batch = batch;
        this.gain = gain;
    }

    /** Calibrates all layers, each on the output of the calibrated ones below it. */
    void run() {
        network.layers().forEach(this::calibrate);
    }

    private void calibrate(RecurrentLayer layer) {
        Parameter weight = layer.recurrentWeight();
        double low = -Math.log(MAXIMUM_SCALE);
        double high = Math.log(MAXIMUM_SCALE);
        double current = 0;
        for (int bisection = 0; bisection < BISECTIONS; bisection++) {
            double middle = 0.5 * (low + high);
            weight.scale(Math.exp(middle - current));
            current = middle;
            // Overflow gives NaN, which counts as too large.
            if (gain(layer) < gain) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    private double gain(RecurrentLayer layer) {
        network.forward(batch, false);
        Matrix gradient = layer.output().gradient();
        gradient.fill(0);
        TaskShape shape = network.plan().task();
        Matrix entering = gradient.columnWindow(gradient.columns() - shape.batchSize(), shape.batchSize());
        RandomGenerator random = new SplittableRandom(0);
        double before = 0;
        for (int unit = 0; unit < entering.rows(); unit++) {
            for (int column = 0; column < entering.columns(); column++) {
                float value = (float) random.nextGaussian();
                entering.set(unit, column, value);
                before += (double) value * value;
            }
        }
        double after = layer.backwardToInitialStates();
        return Math.pow(after / before, 0.5 / shape.sequenceLength());
    }
}
