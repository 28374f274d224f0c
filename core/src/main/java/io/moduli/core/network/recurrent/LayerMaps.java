package io.moduli.core.network.recurrent;

import io.moduli.core.engine.maps.LinearMap;
import io.moduli.core.engine.threads.Team;

/**
 * A recurrent layer's weights as they are stored now, for some workers.
 *
 * @param input from the layer's input to its gates
 * @param recurrent from its hidden state to its gates
 */
record LayerMaps(LinearMap input, LinearMap recurrent) {

    static LayerMaps of(LayerParameters parameters, Team team) {
        return new LayerMaps(LinearMap.of(parameters.input(), team), LinearMap.of(parameters.recurrent(), team));
    }
}
