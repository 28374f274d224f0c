package io.moduli.api.regularizer;

import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import java.util.Set;
import java.util.random.RandomGenerator;

/** A penalty that is added to the loss, a function of the weights of some roles. */
public interface Regularizer {

    /** The roles of the weights that it is on; not empty. */
    Set<WeightRole> on();

    /**
     * Binds the regularizer to one weight; called once for each weight of a role that it is on.
     *
     * @param weight the matrix
     * @param random for what the regularizer draws for this weight, such as the points of its neurons
     */
    BoundRegularizer bind(WeightShape weight, RandomGenerator random);
}
