package io.moduli.core.network;

import io.moduli.api.RandomStreams;
import io.moduli.api.task.Batch;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.ReadOut;
import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.WeightRole;
import io.moduli.core.engine.DenseLinearMap;
import io.moduli.core.engine.Parameter;
import io.moduli.core.engine.SpectralRadius;
import io.moduli.core.engine.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A recurrent network with the memory of its activations: once made, neither a forward nor a backward pass allocates
 * anything that grows with the network.
 *
 * <p>A training step is {@link #forward}, then the loss, which writes its gradient to {@link #outputGradient()}, then
 * {@link #backward()}; after that every parameter's gradient is that of this batch alone.
 */
public final class Network {

    private final NetworkPlan plan;
    private final InitialHidden initialHidden;
    private final Optional<TokenEmbedding> embedding;
    private final List<RecurrentLayer> layers;
    private final OutputProjection readOut;
    private final List<Parameter> parameters;

    /**
     * Allocates a network whose parameters are all 0.
     *
     * @param team the threads that all passes use
     */
    public Network(NetworkPlan plan, Team team) {
        this.plan = plan;
        NetworkSettings settings = plan.settings();
        int time = plan.task().sequenceLength();
        int batch = plan.task().batchSize();
        Optional<Parameter> initialState = plan.initialState().map(ParameterPlan::allocate);
        Optional<Parameter> embeddingWeight = plan.embeddingWeight().map(ParameterPlan::allocate);
        this.embedding = embeddingWeight.map(weight -> new TokenEmbedding(weight, team, time * batch, settings.tied()));

        List<LayerBuffers> buffers = new ArrayList<>();
        for (int layer = 0; layer < settings.layers(); layer++) {
            buffers.add(new LayerBuffers(settings.cell().shape(), settings.hidden(), time, batch));
        }
        this.layers = new ArrayList<>();
        for (int layer = 0; layer < settings.layers(); layer++) {
            layers.add(layer(layer, buffers, team));
        }
        this.initialHidden = switch (plan.task().initialState()) {
            case InitialState.Zero _ -> new InitialHidden.Zero();
            case InitialState.Carried _ -> new InitialHidden.Carried(buffers);
            case InitialState.Projected _ ->
                new InitialHidden.Projected(new DenseLinearMap(initialState.orElseThrow(), team.size()), buffers, team);
        };
        this.readOut = readOut(embeddingWeight, buffers.getLast(), team);

        List<Parameter> all = new ArrayList<>();
        initialState.ifPresent(all::add);
        embeddingWeight.ifPresent(all::add);
        layers.forEach(layer -> all.addAll(layer.parameters().all()));
        if (!settings.tied()) {
            all.add(readOut.map().parameter());
        }
        readOut.bias().ifPresent(all::add);
        this.parameters = List.copyOf(all);
    }

    private RecurrentLayer layer(int number, List<LayerBuffers> buffers, Team team) {
        NetworkSettings settings = plan.settings();
        LayerParameters parameters = LayerParameters.allocate(plan.layer(number), settings.bias(), team.size());
        boolean last = number == settings.layers() - 1;
        boolean gradientAtEveryStep = !last || plan.task().readOut() == ReadOut.EVERY_STEP;
        Matrix input;
        Optional<Matrix> inputGradient;
        if (number > 0) {
            input = buffers.get(number - 1).outputs();
            inputGradient = Optional.of(buffers.get(number - 1).outputGradient());
        } else if (embedding.isPresent()) {
            input = embedding.get().output();
            inputGradient = Optional.of(embedding.get().outputGradient());
        } else {
            // Replaced by each batch's own input; nobody asks for the gradient by it.
            input = Matrix.allocate(plan.inputFeatures(0), plan.task().sequenceColumns());
            inputGradient = Optional.empty();
        }
        return new RecurrentLayer(
                settings.cell(), parameters, buffers.get(number), team, input, inputGradient, gradientAtEveryStep);
    }

    private OutputProjection readOut(Optional<Parameter> embeddingWeight, LayerBuffers last, Team team) {
        boolean everyStep = plan.task().readOut() == ReadOut.EVERY_STEP;
        Matrix hidden = everyStep ? last.outputs() : last.step(last.states.getFirst(), last.time);
        Matrix hiddenGradient = everyStep ? last.outputGradient() : last.step(last.hiddenGradient, last.time);
        Matrix outputs = Matrix.allocateAligned(plan.task().outputs(), plan.task().outputColumns());
        boolean apart = plan.task().loss() instanceof Loss.Custom;
        Parameter weight = plan.readOutWeight().map(ParameterPlan::allocate).or(() -> embeddingWeight).orElseThrow();
        return new OutputProjection(
                new DenseLinearMap(weight, team.size()),
                plan.readOutBias().map(ParameterPlan::allocate),
                team,
                hidden,
                hiddenGradient,
                outputs,
                apart ? Matrix.allocateAligned(outputs.rows(), outputs.columns()) : outputs);
    }

    /** What the network was made from. */
    public NetworkPlan plan() {
        return plan;
    }

    /** All parameters, each once, in the order of the plan. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** The parameters that are weights. */
    public List<Parameter> weights() {
        return parameters.stream().filter(parameter -> parameter.weight().isPresent()).toList();
    }

    /** Draws first values for all parameters, each from a stream of its own. */
    public void draw(RandomStreams streams) {
        for (Parameter parameter : parameters) {
            parameter.draw(streams.stream(parameter.name()));
        }
    }

    /**
     * Draws values that suit the sparse structure which the masks leave. The few surviving entries of a row are drawn wider
     * ({@link Parameter#drawSparse}), and each gate's recurrent matrix is then scaled to a spectral radius: under a mask that
     * pruning has shaped, the radius of a random matrix lies anywhere, and where it is too small no gradient reaches back
     * through the time steps. A matrix without cycles has the radius 0 and is left as it is.
     */
    public void drawSparse(RandomStreams streams, double spectralRadius) {
        for (Parameter parameter : parameters) {
            parameter.drawSparse(streams.stream(parameter.name()));
            parameter.weight().filter(shape -> shape.role() == WeightRole.RECURRENT).ifPresent(shape -> {
                for (int gate = 0; gate < shape.gates(); gate++) {
                    Matrix square = parameter.values().rowWindow(gate * shape.units(), shape.units());
                    double radius = SpectralRadius.of(square);
                    if (radius > 0) {
                        SpectralRadius.scale(square, spectralRadius / radius);
                    }
                }
            });
        }
    }

    /**
     * Computes the outputs for a batch.
     *
     * @param continues whether a carried state goes on from the batch before; else sequences start from 0
     * @return the outputs, [outputs × columns], valid until the next call of this or of a loss that replaces them
     */
    public Matrix forward(Batch batch, boolean continues) {
        initialHidden.forward(batch, continues);
        Matrix input = plan.task().input() instanceof Input.Dense
                ? batch.input()
                : embedding.orElseThrow().forward(batch.tokens());
        for (RecurrentLayer layer : layers) {
            layer.forward(input);
            input = layer.outputs();
        }
        readOut.forward();
        return readOut.outputs();
    }

    /** Where the loss puts its gradient by the outputs; the outputs' own memory unless a task's own loss needs both. */
    public Matrix outputGradient() {
        return readOut.outputGradient();
    }

    /** Computes the gradients of all parameters from that by the outputs, for the batch of the last forward pass. */
    public void backward() {
        readOut.backward();
        for (RecurrentLayer layer : layers.reversed()) {
            layer.backward();
        }
        embedding.ifPresent(TokenEmbedding::backward);
        initialHidden.backward();
    }

    /** The layers, for those who look at states. */
    List<RecurrentLayer> layers() {
        return layers;
    }
}
