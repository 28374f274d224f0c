package io.moduli.core.benchmark;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.RNN;
import ai.djl.training.GradientCollector;
import io.moduli.api.weight.Mask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * PyTorch's training step, by its native library through DJL: dense tensors, masked where weights are removed.
 *
 * <ol>
 *   <li>Where there is a mask, {@code W * mask}, as {@code torch.nn.utils.prune} forms it in every forward pass.
 *   <li>The embedding, where words come in, and the layers over [time, batch, inputs] from a zero state, by the very operators that {@code nn.RNN}, {@code nn.GRU}
 *       and {@code nn.LSTM} call ({@code torch::rnn_tanh}, {@code rnn_relu}, {@code gru}, {@code lstm}).
 *   <li>The linear read-out and the mean squared error. PyTorch's fused {@code mse_loss} cannot be reached from here;
 *       {@code |y - target|² / n} by way of the norm takes as many passes over memory, forward and back. For words
 *       the log-softmax and the mean of the targets' entries, which is what {@code cross_entropy} does.
 *   <li>The penalty, and the backward pass through all of it, with gradients newly made in every step, as after {@code
 *       zero_grad(set_to_none=True)}.
 *   <li>Clipping as {@code clip_grad_norm_} does it: no decision on the host, the gradients are always multiplied by {@code
 *       min(1, max / (norm + 1e-6))}.
 *   <li>Adam with PyTorch's placing of epsilon, see {@link #adam}; and the loss is read, which waits for it.
 * </ol>
 *
 * <p>Native memory is released within the step: what a step makes belongs to an {@link NDScope}, and the large temporaries
 * are closed as soon as a Python program would drop them.
 *
 * <p>All instances of a process belong to the thread that made the first one. On another thread PyTorch was measured to keep
 * one and a half processors busy instead of two: its OpenMP runtime has a pool of workers for each thread that calls it.
 */
final class PyTorchStep implements TrainingSystem {

    private static final String ENGINE = "PyTorch";
    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final Workload workload;
    private final Thread owner = Thread.currentThread();
    private final Engine engine;
    private final NDManager manager;
    private final NDArray input;
    private final NDArray target;
    private final NDArray costs;
    private final NDArray zeroState;
    private final List<TrainingData.Kind> kinds;
    private final NDArray[] parameters;
    private final List<Optional<NDArray>> masks = new ArrayList<>();
    private final NDArray[] firstMoments;
    private final NDArray[] secondMoments;
    private int updates;

    PyTorchStep(TrainingData data) {
        workload = data.workload();
        prepareEngine();
        engine = Engine.getEngine(ENGINE);
        manager = NDManager.newBaseManager(Device.cpu(), ENGINE);
        long hidden = workload.hidden();
        int time = workload.time();
        int batch = workload.batch();
        switch (workload.data()) {
            case Workload.Numbers numbers -> {
                input = array(data.input(), time, batch, numbers.inputs());
                target = array(data.target(), workload.outputColumns(), numbers.outputs());
            }
            case Workload.Words _ -> {
                input = words(data.inputWords(), time, batch);
                target = words(data.targetWords(), (long) time * batch, 1);
            }
        }
        costs = array(data.costs(), 1, hidden, hidden);
        zeroState = manager.zeros(new Shape(workload.layers(), batch, hidden));
        List<TrainingData.Tensor> tensors = data.parameters();
        kinds = tensors.stream().map(TrainingData.Tensor::kind).toList();
        parameters = new NDArray[tensors.size()];
        firstMoments = new NDArray[parameters.length];
        secondMoments = new NDArray[parameters.length];
        for (int index = 0; index < parameters.length; index++) {
            TrainingData.Tensor tensor = tensors.get(index);
            long[] dimensions = tensor.columns() == 1 && tensor.kind() != TrainingData.Kind.READ_OUT_WEIGHT
                    ? new long[] {tensor.rows()}
                    : new long[] {tensor.rows(), tensor.columns()};
            parameters[index] = array(tensor.values(), dimensions);
            masks.add(tensor.mask().map(kept -> array(zerosAndOnes(kept), dimensions)));
            firstMoments[index] = parameters[index].zerosLike();
            secondMoments[index] = parameters[index].zerosLike();
        }
    }

    @Override
    public double step() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("made by %s, but stepped by %s".formatted(owner, Thread.currentThread()));
        }
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray[] leaves = new NDArray[parameters.length];
            NDArray loss;
            try (GradientCollector collector = engine.newGradientCollector()) {
                for (int index = 0; index < leaves.length; index++) {
                    // Shares the parameter's memory, but has no gradient yet: there is nothing to set to zero or to
                    // accumulate upon, and the gradient goes when the leaf does.
                    leaves[index] = parameters[index].stopGradient();
                    leaves[index].setRequiresGradient(true);
                }
                loss = loss(leaves);
                collector.backward(loss);
            }
            NDArray[] gradients = new NDArray[leaves.length];
            for (int index = 0; index < leaves.length; index++) {
                gradients[index] = leaves[index].getGradient();
            }
            clip(gradients);
            adam(gradients);
            return loss.toFloatArray()[0];
        }
    }

    @Override
    public void close() {
        manager.close();
    }

    private NDArray loss(NDArray[] leaves) {
        NDArray[] weights = new NDArray[leaves.length];
        for (int index = 0; index < leaves.length; index++) {
            weights[index] = masks.get(index).map(leaves[index]::mul).orElse(leaves[index]);
        }
        NDList states = forward(weights);
        boolean everyStep = workload.outputColumns() == workload.time() * workload.batch();
        NDArray features = everyStep
                ? states.get(0).reshape(workload.outputColumns(), workload.hidden())
                : states.get(1).squeeze(0);
        NDArray output = Linear.linear(features, weights[weights.length - 2], weights[weights.length - 1])
                .singletonOrThrow();
        NDArray loss = switch (workload.data()) {
            case Workload.Numbers _ -> meanSquare(output);
            case Workload.Words _ -> output.logSoftmax(1).gather(target, 1).mean().neg();
        };
        for (int index = 0; index < weights.length; index++) {
            if (kinds.get(index) == TrainingData.Kind.RECURRENT_WEIGHT) {
                loss = loss.add(penalty(weights[index]));
            }
        }
        return loss;
    }

    private NDArray meanSquare(NDArray output) {
        NDArray norm;
        try (NDArray difference = output.sub(target)) {
            norm = difference.norm();
        }
        return norm.mul(norm).div(target.size());
    }

    private NDArray penalty(NDArray recurrent) {
        try (NDArray magnitudes = recurrent.abs().reshape(-1, workload.hidden(), workload.hidden());
                NDArray weighted = magnitudes.mul(costs)) {
            return weighted.mean().mul((float) STRENGTH);
        }
    }

    /** All states [time, batch, hidden] and the final ones [layers, batch, hidden]; an LSTM's cells last. */
    private NDList forward(NDArray[] weights) {
        NDArrayEx operators = input.getNDArrayInternal();
        boolean words = workload.data() instanceof Workload.Words;
        NDArray sequence = words
                ? operators.embedding(input, weights[0], SparseFormat.DENSE).singletonOrThrow()
                : input;
        NDList layers = new NDList(Arrays.copyOfRange(weights, words ? 1 : 0, weights.length - 2));
        int count = workload.layers();
        NDArrayEx recurrent = sequence.getNDArrayInternal();
        return switch (workload.cell()) {
            case ELMAN_RELU ->
                recurrent.rnn(sequence, zeroState, layers, true, count, RNN.Activation.RELU, 0, true, false, false);
            case ELMAN_TANH ->
                recurrent.rnn(sequence, zeroState, layers, true, count, RNN.Activation.TANH, 0, true, false, false);
            case GRU -> recurrent.gru(sequence, zeroState, layers, true, count, 0, true, false, false);
            case LSTM ->
                recurrent.lstm(sequence, new NDList(zeroState, zeroState), layers, true, count, 0, true, false, false);
        };
    }

    private static void clip(NDArray[] gradients) {
        NDList norms = new NDList(gradients.length);
        for (NDArray gradient : gradients) {
            norms.add(gradient.norm());
        }
        NDArray norm = NDArrays.stack(norms).norm();
        NDArray factor = norm.add(1e-6f).pow(-1).mul((float) CLIP_NORM).minimum(1f);
        for (NDArray gradient : gradients) {
            gradient.muli(factor);
        }
    }

    /**
     * Adam, {@code w -= rate * (m / c1) / (sqrt(v / c2) + epsilon)} with {@code c = 1 - beta^t}.
     *
     * <p>The moments are kept as {@code m / (1 - beta1)} and {@code v / (1 - beta2)}, which is the same update in fewer passes
     * over memory: ten for a parameter, with two temporaries. PyTorch in Python takes seven, as {@code lerp_}, {@code
     * addcmul_} and {@code addcdiv_} cannot be reached from here; DJL's own {@code adamUpdate} takes eleven with five
     * temporaries and adds epsilon before the bias correction.
     */
    private void adam(NDArray[] gradients) {
        updates++;
        double ratio = Math.sqrt((1 - BETA_2) / (1 - Math.pow(BETA_2, updates)));
        double rate = LEARNING_RATE / (1 - Math.pow(BETA_1, updates)) * (1 - BETA_1) / ratio;
        double epsilon = EPSILON / ratio;
        for (int index = 0; index < gradients.length; index++) {
            NDArray gradient = gradients[index];
            firstMoments[index].muli(BETA_1).addi(gradient);
            secondMoments[index].muli(BETA_2).addi(gradient.muli(gradient));
            try (NDArray denominator = secondMoments[index].sqrt();
                    NDArray update = firstMoments[index].div(denominator.addi(epsilon))) {
                parameters[index].subi(update.muli(rate));
            }
        }
    }

    private NDArray words(int[] words, long... dimensions) {
        long[] numbers = Arrays.stream(words).asLongStream().toArray();
        try (NDArray lent = manager.create(numbers, new Shape(dimensions))) {
            return lent.duplicate();
        }
    }

    /** A copy in memory of the native library's own, which it aligns as it likes. */
    private NDArray array(float[] values, long... dimensions) {
        try (NDArray lent = manager.create(values, new Shape(dimensions))) {
            return lent.duplicate();
        }
    }

    private static float[] zerosAndOnes(Mask mask) {
        float[] values = new float[Math.toIntExact(mask.entries())];
        for (int index = 0; index < values.length; index++) {
            values[index] = mask.keeps(index / mask.columns(), index % mask.columns()) ? 1 : 0;
        }
        return values;
    }

    /**
     * What the engine reads when it is first asked for; what is set on the command line wins. Without the first two, DJL would
     * look for a cloud machine's metadata and might fetch other native libraries.
     */
    private static void prepareEngine() {
        setIfAbsent("ai.djl.offline", "true");
        setIfAbsent("OPT_OUT_TRACKING", "true");
        setIfAbsent("ai.djl.pytorch.num_interop_threads", "1");
        setIfAbsent("ai.djl.pytorch.num_threads", Integer.toString(TrainingSystem.threads()));
    }

    private static void setIfAbsent(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }
}
