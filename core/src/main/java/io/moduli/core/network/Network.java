package io.moduli.core.network;

import io.moduli.api.RandomStreams;
import io.moduli.api.task.Batch;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.ReadOut;
import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.Mask;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.StorageChoice;
import io.moduli.core.engine.storage.StoragePolicy;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.engine.maps.WeightMap;
import io.moduli.core.loss.LossFunction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A recurrent network with the memory of its activations: once made, neither a forward nor a backward pass allocates
 * anything that grows with the network.
 *
 * <p>A training step is a {@linkplain #trainingPass pass} forward and backward, with the loss between; after it every
 * parameter's gradient is that of this batch alone.
 */
public final class Network {

    private final NetworkPlan plan;
    private final StoragePolicy storagePolicy;
    private final InitialHidden initialHidden;
    private final Optional<TokenEmbedding> embedding;
    private final List<RecurrentLayer> layers = new ArrayList<>();
    /** What stands in front of each layer and of the read-out, where there is dropout. */
    private final List<Optional<Dropout>> dropouts = new ArrayList<>();
    private final OutputProjection readOut;
    private final List<Parameter> parameters;
    private final Map<Parameter, WeightMap> maps = new LinkedHashMap<>();
    private final Map<Parameter, StorageChoice> storage = new LinkedHashMap<>();

    /** A network that stores pruned weights by the rule. */
    public Network(NetworkPlan plan, Team team) {
        this(plan, team, StoragePolicy.AUTO);
    }

    /**
     * Allocates a network whose parameters are all 0.
     *
     * @param team the threads that all passes use
     * @param storagePolicy how pruned weights are stored
     */
    public Network(NetworkPlan plan, Team team, StoragePolicy storagePolicy) {
        this.plan = plan;
        this.storagePolicy = storagePolicy;
        NetworkSettings settings = plan.settings();
        Optional<WeightMap> initialState = plan.initialState().map(weight -> new WeightMap(weight.allocate(), team));
        Optional<WeightMap> embeddingWeight = plan.embeddingWeight()
                .map(weight -> new WeightMap(weight.allocate(), team));
        this.embedding = embeddingWeight.map(
                weight -> new TokenEmbedding(weight, team, plan.task().sequenceColumns(), settings.tied()));

        Optional<Signal> signal = embedding.map(TokenEmbedding::output);
        for (int number = 0; number < settings.layers(); number++) {
            RecurrentLayer layer = layer(number, signal.map(from -> dropout(from, team)), team);
            layers.add(layer);
            signal = Optional.of(layer.output());
        }
        this.readOut = readOut(dropout(layers.getLast().output(), team), embeddingWeight, team);
        this.initialHidden = switch (plan.task().initialState()) {
            case InitialState.Zero _ -> new InitialHidden.Zero(layers);
            case InitialState.Carried _ -> new InitialHidden.Carried(layers);
            case InitialState.Projected _ ->
                new InitialHidden.Projected(initialState.orElseThrow(), layers, plan.task().batchSize(), team);
        };

        List<Parameter> all = new ArrayList<>();
        initialState.ifPresent(map -> all.add(map.parameter()));
        embeddingWeight.ifPresent(map -> all.add(map.parameter()));
        layers.forEach(layer -> all.addAll(layer.parameters().all()));
        if (!settings.tied()) {
            all.add(readOut.map().parameter());
        }
        readOut.bias().ifPresent(all::add);
        this.parameters = List.copyOf(all);

        initialState.ifPresent(this::own);
        embeddingWeight.ifPresent(this::own);
        for (RecurrentLayer layer : layers) {
            own(layer.parameters().input());
            own(layer.parameters().recurrent());
        }
        own(readOut.map());
    }

    private void own(WeightMap map) {
        maps.put(map.parameter(), map);
        storage.putIfAbsent(map.parameter(), StorageChoice.UNPRUNED);
    }

    /** Puts dropout behind a signal, if the network has any. */
    private Signal dropout(Signal signal, Team team) {
        double probability = plan.settings().dropout();
        if (probability == 0) {
            dropouts.add(Optional.empty());
            return signal;
        }
        Dropout dropout = new Dropout(probability, signal, team);
        dropouts.add(Optional.of(dropout));
        return dropout.output();
    }

    /**
     * Makes a layer.
     *
     * @param input what it reads; empty for the first layer of a dense input, which each batch brings along and whose
     *     gradient nobody asks for
     */
    private RecurrentLayer layer(int number, Optional<Signal> input, Team team) {
        NetworkSettings settings = plan.settings();
        if (input.isEmpty()) {
            dropouts.add(Optional.empty());
        }
        boolean last = number == settings.layers() - 1;
        return new RecurrentLayer(
                settings.cell(),
                LayerParameters.allocate(plan.layer(number), settings.bias(), team),
                new LayerBuffers.Extents(
                        settings.hidden(), plan.task().sequenceLength(), plan.task().batchSize()),
                team,
                bytes -> SequenceShare.forTeam(plan.task().batchSize(), team.size(), bytes),
                input.map(Signal::values),
                input.map(Signal::gradient),
                !last || plan.task().readOut() == ReadOut.EVERY_STEP);
    }

    private OutputProjection readOut(Signal hidden, Optional<WeightMap> embeddingWeight, Team team) {
        Matrix outputs = ActivationMatrix.allocate(plan.task().outputs(), plan.task().outputColumns());
        WeightMap map = plan.readOutWeight()
                .map(weight -> new WeightMap(weight.allocate(), team))
                .or(() -> embeddingWeight)
                .orElseThrow();
        return new OutputProjection(
                map,
                plan.readOutBias().map(ParameterPlan::allocate),
                team,
                hidden,
                outputs);
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

    /**
     * Prunes: puts masks on weights, decides how each of them is stored from now on, and swaps the linear maps underneath
     * whoever multiplies by them. All other weights stay as they are. Regularizers and the optimizer have to be told.
     *
     * @throws IllegalArgumentException where a mask does not fit its weight
     */
    public void prune(Map<Parameter, Mask> masks) {
        masks.forEach((weight, mask) -> {
            StorageChoice choice = storagePolicy.choose(
                    mask.rows(), mask.columns(), plan.productColumns(weight.weight().orElseThrow()),
                    1 - mask.sparsity());
            weight.prune(mask, choice.format());
            storage.put(weight, choice);
            map(weight).reform();
        });
        layers.forEach(RecurrentLayer::reform);
        readOut.reform();
    }

    /** How each weight is stored and why, in the order of the plan. */
    public Map<Parameter, StorageChoice> storage() {
        return Collections.unmodifiableMap(storage);
    }

    /**
     * Goes through a batch and gives the gradients by all entries of some weights, stored or not.
     *
     * @param pass makes a {@linkplain #pass pass}
     * @return a matrix for each weight, [rows × columns]
     */
    public Map<Parameter, Matrix> allGradients(List<Parameter> weights, Runnable pass) {
        weights.forEach(weight -> map(weight).recordAllGradients());
        readOut.reform();
        try {
            pass.run();
            Map<Parameter, Matrix> gradients = new LinkedHashMap<>();
            weights.forEach(weight -> gradients.put(weight, map(weight).allGradients()));
            return gradients;
        } finally {
            weights.forEach(weight -> map(weight).reform());
            readOut.reform();
        }
    }

    private WeightMap map(Parameter weight) {
        return Optional.ofNullable(maps.get(weight)).orElseThrow();
    }

    /** Draws first values for all parameters, each from a stream of its own. */
    public void draw(RandomStreams streams) {
        for (Parameter parameter : parameters) {
            parameter.draw(streams.stream(parameter.name()));
        }
    }

    /**
     * Draws values that suit the sparse structure which the masks leave: the few surviving entries of a row are drawn wider
     * ({@link Parameter#drawSparse}), and recurrent weights are then scaled until a gradient changes by a given factor in one
     * time step, on average over all steps.
     *
     * @param batch a training batch to look at
     * @param gain the factor; 1 neither lets gradients fade nor explode
     */
    public void drawCalibrated(RandomStreams streams, Batch batch, double gain) {
        for (Parameter parameter : parameters) {
            parameter.drawSparse(streams.stream(parameter.name()));
        }
        new GradientCalibration(this, batch, gain).run();
    }

    /**
     * Computes the outputs for a batch, dropping nothing.
     *
     * @param continues whether a carried state goes on from the batch before; else sequences start from 0
     * @return the outputs, [outputs × columns], valid until the next pass
     */
    public Matrix forward(Batch batch, boolean continues) {
        runLayers(batch, continues, false, 0);
        return readOut.forward();
    }

    /**
     * Goes forward and backward through a batch, dropping nothing.
     *
     * @param continues as for {@link #forward}
     * @return the loss; all parameters' gradients are those of it
     */
    public double pass(Batch batch, boolean continues, LossFunction loss) {
        return pass(batch, continues, false, 0, loss);
    }

    /**
     * Goes forward and backward through a batch that is trained on: as {@link #pass}, with dropout where the network has any.
     *
     * @param dropoutSeed decides which values are dropped
     */
    public double trainingPass(Batch batch, boolean continues, long dropoutSeed, LossFunction loss) {
        return pass(batch, continues, true, dropoutSeed, loss);
    }

    private double pass(Batch batch, boolean continues, boolean dropping, long dropoutSeed, LossFunction loss) {
        runLayers(batch, continues, dropping, dropoutSeed);
        double value = readOut.forward(loss, batch);
        backward();
        return value;
    }

    /** From the batch to all that the read-out reads. */
    private void runLayers(Batch batch, boolean continues, boolean dropping, long dropoutSeed) {
        initialHidden.forward(batch, continues);
        embedding.ifPresent(lookUp -> lookUp.forward(batch.tokens()));
        for (int number = 0; number <= layers.size(); number++) {
            if (dropouts.get(number).isPresent()) {
                // Seeds differ between the places by a large odd number.
                dropouts.get(number).get().forward(dropping,
                        (int) (dropoutSeed ^ (dropoutSeed >>> 32)) + number * 0x61c88647);
            }
            if (number == 0 && embedding.isEmpty()) {
                layers.get(number).forward(batch.input());
            } else if (number < layers.size()) {
                layers.get(number).forward();
            }
        }
    }

    /** The hidden states of the last layer after every step of the last pass, [hidden × time · batch]; not to be changed. */
    public Matrix hidden() {
        return layers.getLast().states();
    }

    /** Computes the gradients of all parameters from that of the last loss. */
    private void backward() {
        readOut.backward();
        for (int number = layers.size(); number >= 0; number--) {
            if (number < layers.size()) {
                layers.get(number).backward();
            }
            if (dropouts.get(number).isPresent()) {
                dropouts.get(number).get().backward();
            }
        }
        embedding.ifPresent(TokenEmbedding::backward);
        initialHidden.backward();
    }

    /** The layers, for those who look at states. */
    List<RecurrentLayer> layers() {
        return layers;
    }
}
