package io.moduli.core.network;

import io.moduli.api.cell.CellShape;
import io.moduli.api.cell.UnitVector;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.TaskShape;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.engine.storage.StorageChoice;
import io.moduli.core.engine.storage.StoragePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network before it is allocated: its parameters and how its weights are used.
 *
 * @param settings the pipeline's settings
 * @param task the shape that the task requires
 */
public record NetworkPlan(NetworkSettings settings, TaskShape task) {

    public NetworkPlan {
        long columns = (task.sequenceLength() + 1L) * task.batchSize();
        if (columns > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "sequences of %d time steps in batches of %d are too many at once: %d columns, where a matrix can have %d"
                            .formatted(task.sequenceLength(), task.batchSize(), columns, Integer.MAX_VALUE));
        }
        if (settings.tied()
                && !(task.input() instanceof Input.Tokens(int vocabulary) && vocabulary == task.outputs())) {
            throw new IllegalArgumentException(
                    "tied weights need tokens as input and as many outputs as there are tokens, but the task has "
                            + task.input() + " and " + task.outputs() + " outputs");
        }
    }

    /** The weights, in the order in which they are used. */
    public List<WeightShape> weights() {
        return parameters().stream().flatMap(parameter -> parameter.weight().stream()).toList();
    }

    /** How many numbers the network learns. */
    public long parameterCount() {
        return parameters().stream().mapToLong(ParameterPlan::entries).sum();
    }

    /** The same network for other sequences. */
    public NetworkPlan of(int sequenceLength, int batchSize) {
        return new NetworkPlan(settings, new TaskShape(
                task.input(), task.initialState(), task.readOut(), task.outputs(), task.loss(), sequenceLength,
                batchSize, task.annotations()));
    }

    List<ParameterPlan> parameters() {
        List<ParameterPlan> all = new ArrayList<>();
        initialState().ifPresent(all::add);
        embeddingWeight().ifPresent(all::add);
        for (int layer = 0; layer < settings.layers(); layer++) {
            all.addAll(layer(layer));
        }
        readOutWeight().ifPresent(all::add);
        readOutBias().ifPresent(all::add);
        return all;
    }

    /** The projection of the first hidden states, those of the first layer first: [layers · hidden × features]. */
    Optional<ParameterPlan> initialState() {
        if (!(task.initialState() instanceof InitialState.Projected(int features))) {
            return Optional.empty();
        }
        String name = task.input() instanceof Input.Tokens ? "initial_state.weight" : "encoder.weight";
        int rows = Math.multiplyExact(settings.layers(), settings.hidden());
        return Optional.of(ParameterPlan.weight(
                new WeightShape(name, WeightRole.INITIAL_STATE, 0, 1, rows, features), 1 / Math.sqrt(features)));
    }

    /** The embedding, [vocabulary × embedding], which the read-out may share. */
    Optional<ParameterPlan> embeddingWeight() {
        if (!(task.input() instanceof Input.Tokens(int vocabulary))) {
            return Optional.empty();
        }
        return Optional.of(ParameterPlan.weight(
                new WeightShape("encoder.weight", WeightRole.EMBEDDING, 0, 1, vocabulary, embedding()), 0.1));
    }

    /** The parameters of a layer: input weight, recurrent weight, the two biases if any, the cell's vectors. */
    List<ParameterPlan> layer(int layer) {
        CellShape cell = settings.cell().shape();
        int hidden = settings.hidden();
        double bound = 1 / Math.sqrt(hidden);
        List<ParameterPlan> all = new ArrayList<>();
        all.add(ParameterPlan.weight(
                new WeightShape(
                        "rnn.weight_ih_l" + layer, WeightRole.INPUT, layer, cell.gates(), hidden, inputFeatures(layer)),
                bound));
        all.add(ParameterPlan.weight(
                new WeightShape("rnn.weight_hh_l" + layer, WeightRole.RECURRENT, layer, cell.gates(), hidden, hidden),
                bound));
        if (settings.bias()) {
            all.add(ParameterPlan.vector("rnn.bias_ih_l" + layer, cell.gates() * hidden, bound));
            all.add(ParameterPlan.vector("rnn.bias_hh_l" + layer, cell.gates() * hidden, bound));
        }
        for (UnitVector vector : cell.vectors()) {
            all.add(ParameterPlan.vector("rnn." + vector.name() + "_l" + layer, hidden, vector.low(),
                    vector.high()));
        }
        return all;
    }

    Optional<ParameterPlan> readOutWeight() {
        return settings.tied()
                ? Optional.empty()
                : Optional.of(ParameterPlan.weight(
                        new WeightShape("decoder.weight", WeightRole.READ_OUT, 0, 1, task.outputs(), settings.hidden()),
                        1 / Math.sqrt(settings.hidden())));
    }

    Optional<ParameterPlan> readOutBias() {
        return settings.bias()
                ? Optional.of(ParameterPlan.vector("decoder.bias", task.outputs(), 1 / Math.sqrt(settings.hidden())))
                : Optional.empty();
    }

    /** How one of the weights is stored with a mask on it. */
    StorageChoice storageOf(StoragePolicy policy, WeightShape weight, Mask mask) {
        return policy.choose(mask.rows(), mask.columns(), productColumns(weight), 1 - mask.sparsity());
    }

    /** The number of columns of the matrices that a weight is multiplied by. */
    int productColumns(WeightShape weight) {
        return switch (weight.role()) {
            case RECURRENT, INITIAL_STATE -> task.batchSize();
            case INPUT, EMBEDDING -> task.sequenceColumns();
            case READ_OUT -> task.outputColumns();
        };
    }

    int inputFeatures(int layer) {
        if (layer > 0) {
            return settings.hidden();
        }
        return switch (task.input()) {
            case Input.Dense(int features) -> features;
            case Input.Tokens _ -> embedding();
        };
    }

    private int embedding() {
        return settings.tied() ? settings.hidden() : settings.embedding().orElse(settings.hidden());
    }
}
