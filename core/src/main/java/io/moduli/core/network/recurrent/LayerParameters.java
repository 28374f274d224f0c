package io.moduli.core.network.recurrent;

import io.moduli.core.engine.storage.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of a recurrent layer.
 *
 * @param input from its input to its gates, [gates · hidden × features]
 * @param recurrent from its hidden state to its gates, [gates · hidden × hidden]
 * @param inputBias the bias that goes with the input, as in PyTorch
 * @param recurrentBias the bias that goes with the recurrent product; present if the other is
 * @param vectors the cell's learned unit vectors
 */
public record LayerParameters(
        Parameter input,
        Parameter recurrent,
        Optional<Parameter> inputBias,
        Optional<Parameter> recurrentBias,
        List<Parameter> vectors) {

    /**
     * The parameters of a layer by their order: weights, biases if there are any, vectors.
     *
     * @param bias whether there are biases
     */
    public static LayerParameters of(List<Parameter> parameters, boolean bias) {
        return new LayerParameters(
                parameters.get(0),
                parameters.get(1),
                bias ? Optional.of(parameters.get(2)) : Optional.empty(),
                bias ? Optional.of(parameters.get(3)) : Optional.empty(),
                parameters.subList(bias ? 4 : 2, parameters.size()));
    }

    List<Parameter> all() {
        List<Parameter> all = new ArrayList<>(List.of(input, recurrent));
        inputBias.ifPresent(all::add);
        recurrentBias.ifPresent(all::add);
        all.addAll(vectors);
        return all;
    }
}
