package io.moduli.api.testkit;

import io.moduli.api.initializer.FirstWeights;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** A weight to try an initializer on, which can be read once it is written. */
public final class TrialFirstWeights implements FirstWeights {

    private final PlacedWeight weight;
    private final Optional<Mask> mask;
    private final RandomGenerator random;
    private final float[] values;

    /**
     * A weight that is 0.
     *
     * @param weight the matrix, and where its units lie
     * @param mask which entries survive; empty if all do
     * @param seed of the random numbers that it lends
     */
    public TrialFirstWeights(PlacedWeight weight, Optional<Mask> mask, long seed) {
        this.weight = weight;
        this.mask = mask;
        this.random = new SplittableRandom(seed);
        this.values = new float[Math.toIntExact(weight.shape().entries())];
    }

    @Override
    public PlacedWeight weight() {
        return weight;
    }

    @Override
    public Optional<Mask> mask() {
        return mask;
    }

    /** 1/√columns. */
    @Override
    public double bound() {
        return 1 / Math.sqrt(weight.shape().columns());
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    /** Unlike the host, takes numbers that are not finite: the contract looks for them. */
    @Override
    public void write(int row, float[] all) {
        Objects.checkIndex(row, weight.shape().rows());
        int columns = weight.shape().columns();
        if (all.length != columns) {
            throw new IllegalArgumentException("%d values for %d columns".formatted(all.length, columns));
        }
        for (int column = 0; column < columns; column++) {
            boolean kept = mask.isEmpty() || mask.get().keeps(row, column);
            values[row * columns + column] = kept ? all[column] : 0;
        }
    }

    /** What was written, [rows × columns], row by row; 0 for removed entries and for rows that were not written. */
    public float[] values() {
        return values.clone();
    }
}
