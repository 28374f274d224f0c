package io.moduli.core.pipeline;

import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.network.Network;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The share of weights that are removed, by their masks; biases do not count.
 *
 * @param overall of all weight matrices together, from 0 to 1
 * @param byParameter of each weight matrix, in the network's order
 */
public record Sparsity(double overall, Map<String, Double> byParameter) {

    /** The name of a stage's metric for the overall sparsity. */
    public static final String METRIC = "sparsity";

    public Sparsity {
        byParameter = Collections.unmodifiableMap(new LinkedHashMap<>(byParameter));
    }

    /** The current sparsity of a network. */
    public static Sparsity of(Network network) {
        Map<String, Double> byParameter = new LinkedHashMap<>();
        long kept = 0;
        long entries = 0;
        for (Parameter weight : network.weights()) {
            long all = weight.weight().orElseThrow().entries();
            byParameter.put(weight.name(), (double) (all - weight.kept()) / all);
            kept += weight.kept();
            entries += all;
        }
        return new Sparsity((double) (entries - kept) / entries, byParameter);
    }
}
