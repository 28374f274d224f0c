package io.moduli.core.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Deeplearning4j's training step, {@link MultiLayerNetwork#fit(INDArray, INDArray)}: dense, since it knows no masks.
 *
 * <p>It does what the others do, apart from these:
 *
 * <ul>
 *   <li>A recurrent layer has one bias. It begins as the sum of the others' two and learns at twice their rate, which is how
 *       that sum moves.
 *   <li>Gradients are clipped layer by layer, and before those of the penalty are added.
 *   <li>Adam's epsilon is added before the bias correction.
 *   <li>For words, its loss is a sum over time, and penalty and clipping are made as many times greater; Adam does not mind.
 * </ul>
 */
final class Dl4jStep implements TrainingSystem {

    /** Where the blocks of DL4J's LSTM (block input, forget, output, input gate) are among PyTorch's (i, f, g, o). */
    private static final int[] LSTM_GATES = {2, 1, 3, 0};

    private final MultiLayerNetwork network;
    private final INDArray input;
    private final INDArray target;
    private final double lossScale;

    Dl4jStep(TrainingData data) {
        Workload workload = data.workload();
        leftOut(workload).ifPresent(reason -> {
            throw new IllegalArgumentException("%s is not for DL4J: %s".formatted(workload.title(), reason));
        });
        prepareThreads();
        boolean words = workload.data() instanceof Workload.Words;
        lossScale = words ? workload.time() : 1;
        network = network(data);
        fill(data);
        switch (workload.data()) {
            case Workload.Numbers numbers -> {
                input = features(data.input(), workload.time(), workload.batch(), numbers.inputs());
                target = everyStep(workload)
                        ? features(data.target(), workload.time(), workload.batch(), numbers.outputs())
                        : array(data.target(), workload.batch(), numbers.outputs());
            }
            case Workload.Words(int vocabulary) -> {
                input = Nd4j.createFromArray(data.inputWords())
                        .reshape(workload.time(), workload.batch())
                        .transpose()
                        .castTo(DataType.FLOAT)
                        .dup('c');
                target = oneHot(data.targetWords(), workload.time(), workload.batch(), vocabulary);
            }
        }
    }

    /** Why a workload cannot run; empty where it can. */
    static Optional<String> leftOut(Workload workload) {
        if (workload.cell() == Workload.Cell.GRU) {
            return Optional.of("DL4J 1.0.0-M2.1 has no gated recurrent unit");
        }
        return workload.sparsity() > 0 ? Optional.of("DL4J has no masks") : Optional.empty();
    }

    @Override
    public double step() {
        network.fit(input, target);
        return network.score() / lossScale;
    }

    @Override
    public void close() {
        network.close();
    }

    /** Both its own kernels and its OpenBLAS would otherwise take half of the processors. */
    private static void prepareThreads() {
        int threads = TrainingSystem.threads();
        Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
        Nd4j.factory().blas().setMaxThreads(threads);
        Nd4j.getEnvironment().setMaxMasterThreads(threads);
        Nd4j.getEnvironment().setMaxThreads(threads);
    }

    private MultiLayerNetwork network(TrainingData data) {
        Workload workload = data.workload();
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .updater(new Adam(LEARNING_RATE, 0.9, 0.999, 1e-8))
                .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                .gradientNormalizationThreshold(CLIP_NORM * lossScale)
                .list();
        if (workload.data() instanceof Workload.Words(int vocabulary)) {
            layers.layer(
                    new EmbeddingSequenceLayer.Builder()
                            .nIn(vocabulary)
                            .nOut(workload.hidden())
                            .hasBias(false)
                            .activation(Activation.IDENTITY)
                            .build());
        }
        for (int number = 0; number < workload.layers(); number++) {
            Layer recurrent = recurrent(data, number);
            layers.layer(everyStep(workload) ? recurrent : new LastTimeStep(recurrent));
        }
        boolean words = workload.data() instanceof Workload.Words;
        LossFunction loss = words ? LossFunction.MCXENT : LossFunction.MSE;
        Activation activation = words ? Activation.SOFTMAX : Activation.IDENTITY;
        layers.layer(
                everyStep(workload)
                        ? new RnnOutputLayer.Builder(loss)
                                .dataFormat(RNNFormat.NCW)
                                .activation(activation)
                                .nIn(workload.hidden())
                                .nOut(workload.outputs())
                                .build()
                        : new OutputLayer.Builder(loss)
                                .activation(activation)
                                .nIn(workload.hidden())
                                .nOut(workload.outputs())
                                .build());
        MultiLayerNetwork made = new MultiLayerNetwork(layers.build());
        made.init();
        return made;
    }

    private Layer recurrent(TrainingData data, int number) {
        Workload workload = data.workload();
        BaseRecurrentLayer.Builder<?> builder = switch (workload.cell()) {
            case ELMAN_RELU -> new SimpleRnn.Builder().activation(Activation.RELU);
            case ELMAN_TANH -> new SimpleRnn.Builder().activation(Activation.TANH);
            case LSTM -> new LSTM.Builder().activation(Activation.TANH);
            case GRU -> throw new IllegalArgumentException("there is no such layer");
        };
        builder.dataFormat(RNNFormat.NCW);
        builder.nIn(workload.inputs(number));
        builder.nOut(workload.hidden());
        builder.biasUpdater(new Adam(2 * LEARNING_RATE, 0.9, 0.999, 1e-8));
        return builder.build();
    }

    /** Those of each gate, one after the other. */
    private static float[] costs(TrainingData data) {
        float[] one = data.costs();
        float[] all = new float[one.length * data.workload().cell().gates()];
        for (int begin = 0; begin < all.length; begin += one.length) {
            System.arraycopy(one, 0, all, begin, one.length);
        }
        return all;
    }

    /** Copies the first weights, which lie the other way around here: [from × to]. */
    private void fill(TrainingData data) {
        Workload workload = data.workload();
        boolean words = workload.data() instanceof Workload.Words;
        int layer = words ? 1 : 0;
        float[] inputBias = {};
        for (TrainingData.Tensor tensor : data.parameters()) {
            int rows = tensor.rows();
            int columns = tensor.columns();
            float[] values = tensor.values();
            switch (tensor.kind()) {
                case EMBEDDING -> set(0, "W", array(values, rows, columns));
                case INPUT_WEIGHT -> set(layer, "W", gates(workload, values, rows, columns));
                case RECURRENT_WEIGHT -> {
                    set(layer, "RW", gates(workload, values, rows, columns));
                    penalize(layer, costs(data));
                }
                case INPUT_BIAS -> inputBias = values;
                case RECURRENT_BIAS -> {
                    float[] sum = values.clone();
                    for (int index = 0; index < sum.length; index++) {
                        sum[index] += inputBias[index];
                    }
                    set(layer, "b", gates(workload, sum, rows, 1));
                    layer++;
                }
                case READ_OUT_WEIGHT -> set(layer, "W", array(values, rows, columns).transpose());
                case READ_OUT_BIAS -> set(layer, "b", array(values, 1, rows));
            }
        }
    }

    /** A layer has one regularizer for all of its weights, so this one is told which of them it is for. */
    private void penalize(int layer, float[] costs) {
        BaseLayer settings = switch (network.getLayer(layer).conf().getLayer()) {
            case LastTimeStep last -> (BaseLayer) last.getUnderlying();
            case BaseLayer recurrent -> recurrent;
            default -> throw new IllegalStateException("layer %d has no regularizers".formatted(layer));
        };
        settings.setRegularization(
                List.of(new Dl4jFixedCosts(
                        costs, STRENGTH * lossScale, network.getLayer(layer).getParam("RW"))));
    }

    private void set(int layer, String name, INDArray values) {
        network.getLayer(layer).getParam(name).assign(values);
    }

    /** [gates · hidden × columns] to [columns × gates · hidden], with the gates in DL4J's order. */
    private static INDArray gates(Workload workload, float[] values, int rows, int columns) {
        if (workload.cell() != Workload.Cell.LSTM) {
            return array(values, rows, columns).transpose();
        }
        float[] ordered = new float[values.length];
        int block = values.length / LSTM_GATES.length;
        for (int gate = 0; gate < LSTM_GATES.length; gate++) {
            System.arraycopy(values, LSTM_GATES[gate] * block, ordered, gate * block, block);
        }
        return array(ordered, rows, columns).transpose();
    }

    private static boolean everyStep(Workload workload) {
        return workload.outputColumns() == workload.time() * workload.batch();
    }

    private static INDArray array(float[] values, long... shape) {
        return Nd4j.createFromArray(Arrays.copyOf(values, values.length)).reshape('c', shape);
    }

    /** [time, batch, features] to DL4J's [batch, features, time]. */
    private static INDArray features(float[] values, long time, long batch, long features) {
        return array(values, time, batch, features).permute(1, 2, 0).dup('f');
    }

    private static INDArray oneHot(int[] words, int time, int batch, int vocabulary) {
        INDArray all = Nd4j.create(DataType.FLOAT, new long[] {batch, vocabulary, time}, 'f');
        for (int step = 0; step < time; step++) {
            for (int sequence = 0; sequence < batch; sequence++) {
                all.putScalar(new int[] {sequence, words[step * batch + sequence], step}, 1);
            }
        }
        return all;
    }
}
