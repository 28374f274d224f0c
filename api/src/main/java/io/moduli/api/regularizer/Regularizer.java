package io.moduli.api.regularizer;

import io.moduli.api.geometry.GeometryReader;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import java.util.Set;
import java.util.random.RandomGenerator;

/** A penalty that is added to the loss, a function of the weights of some roles. */
public interface Regularizer extends GeometryReader {

    /**
     * The roles of the weights that it is on.
     *
     * @return one role or more
     */
    Set<WeightRole> on();

    /**
     * Whether it adds to the gradient with respect to points that are learned, see {@link
     * io.moduli.api.geometry.LayerGeometry#addGradient}. A pipeline that learns points to whose gradients nothing adds is
     * refused.
     *
     * @return always the same answer
     */
    default boolean movesPoints() {
        return false;
    }

    /**
     * Binds the regularizer to one weight. It is called once for each weight of a role that it is on, and possibly before that
     * for a smaller weight of such a role, to see whether the penalty has an effect. Bindings are independent of each other.
     *
     * @param weight the matrix, and where its units lie
     * @param random for what the regularizer draws for this weight
     * @return the regularizer on this weight
     * @throws IllegalArgumentException if it cannot be on this weight
     */
    BoundRegularizer bind(PlacedWeight weight, RandomGenerator random);
}
