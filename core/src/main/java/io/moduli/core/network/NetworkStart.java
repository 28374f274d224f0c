package io.moduli.core.network;

import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.StoragePolicy;
import java.util.Map;

/**
 * The initial state of a network.
 *
 * @param plan the network
 * @param policy how weights with masks are stored
 * @param masks of those weights that begin sparse, by their names
 */
record NetworkStart(NetworkPlan plan, StoragePolicy policy, Map<String, Mask> masks) {

    NetworkStart {
        masks = Map.copyOf(masks);
    }

    /** A parameter of the network, all 0. */
    Parameter allocate(ParameterPlan parameter) {
        if (!masks.containsKey(parameter.name())) {
            return parameter.allocate();
        }
        WeightShape shape = parameter.weight().orElseThrow();
        Mask mask = masks.get(parameter.name());
        return Parameter.masked(shape, parameter.high(), mask, plan.storageOf(policy, shape, mask));
    }
}
