package io.moduli.api.initializer;

import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A weight that gets its first values. The host implements it; it is valid only during the call.
 */
public interface FirstWeights {

    /**
     * The matrix, and where the units that it connects lie.
     *
     * @return always the same object
     */
    PlacedWeight weight();

    /**
     * Which entries survive. Those that the mask removes stay 0 whatever is written.
     *
     * @return empty if nothing was pruned; there for a weight that begins sparse, and for fresh values of one that was pruned
     */
    Optional<Mask> mask();

    /**
     * The bound b of the uniform distribution from -b to b that is used without an initializer.
     *
     * @return above 0: 1/√(hidden units) for the weights of layers and the read-out, 1/√(features) for those of initial states,
     *     0.1 for an embedding
     */
    double bound();

    /**
     * Random numbers for this weight alone: drawing them affects no other weight.
     *
     * @return always the same generator
     */
    RandomGenerator random();

    /**
     * Writes a row. A row that is never written is 0; a second write replaces the first.
     *
     * @param row from 0 to rows - 1
     * @param values finite numbers, one for each column; copied
     * @throws IndexOutOfBoundsException if there is no such row
     * @throws IllegalArgumentException if there are more or fewer values than columns, or one is not finite
     */
    void write(int row, float[] values);
}
