package io.moduli.core.network;

import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.engine.maps.WeightMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a recurrent layer learns.
 *
 * @param input from its input to its gates, [gates · hidden × features]
 * @param recurrent from its hidden state to its gates, [gates · hidden × hidden]
 * @param inputBias the bias that goes with the input, as in PyTorch
 * @param recurrentBias the bias that goes with the recurrent product; there if the other is
 * @param vectors the cell's learned unit vectors
 */
record LayerParameters(
        WeightMap input,
        WeightMap recurrent,
        Optional<Parameter> inputBias,
        Optional<Parameter> recurrentBias,
        List<Parameter> vectors) {

    static LayerParameters allocate(List<ParameterPlan> plans, boolean bias, Team team) {
        List<Parameter> parameters = plans.stream().map(ParameterPlan::allocate).toList();
        return new LayerParameters(
                new WeightMap(parameters.get(0), team),
                new WeightMap(parameters.get(1), team),
                bias ? Optional.of(parameters.get(2)) : Optional.empty(),
                bias ? Optional.of(parameters.get(3)) : Optional.empty(),
                parameters.subList(bias ? 4 : 2, parameters.size()));
    }

    /** The same parameters with maps of their own for some other workers. */
    LayerParameters forTeam(Team team) {
        return new LayerParameters(
                new WeightMap(input.parameter(), team),
                new WeightMap(recurrent.parameter(), team),
                inputBias,
                recurrentBias,
                vectors);
    }

    /** Has the maps follow their weights to where these are stored now. */
    void reform() {
        input.reform();
        recurrent.reform();
    }

    List<Parameter> all() {
        List<Parameter> all = new ArrayList<>(List.of(input.parameter(), recurrent.parameter()));
        inputBias.ifPresent(all::add);
        recurrentBias.ifPresent(all::add);
        all.addAll(vectors);
        return all;
    }
}
