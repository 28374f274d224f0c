package io.moduli.api.initializer;

import io.moduli.api.geometry.GeometryReader;
import io.moduli.api.weight.WeightRole;
import java.util.Set;

/**
 * Gives the weights of some roles their first values. All other weights, and all vectors, are drawn uniformly.
 *
 * <p>It is called before training, and again when fresh weights are drawn, such as those of a lottery ticket. It keeps no
 * state between calls.
 */
public interface WeightInitializer extends GeometryReader {

    /**
     * The roles of the weights that it gives first values.
     *
     * @return one role or more
     */
    Set<WeightRole> on();

    /**
     * Gives one weight its first values. What is written depends on the arguments alone: the same weight, mask and random
     * numbers give the same bytes.
     *
     * @param weight a weight of a role that it is on, all 0
     * @throws IllegalArgumentException if it cannot give this weight values, such as one without a geometry that it needs
     */
    void initialize(FirstWeights weight);
}
