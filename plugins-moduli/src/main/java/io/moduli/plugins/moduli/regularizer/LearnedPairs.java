package io.moduli.plugins.moduli.regularizer;

import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.math.ParallelLoop;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.WeightShape;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * The distances and costs of the stored pairs of units whose points move, and the forces of the weights between them.
 * All of it is in double precision, one number for each slot of {@link SymmetricPairs}.
 *
 * <p>The results are the same for any number of threads: a unit's sums are computed by one thread, in the order of its
 * partners.
 */
final class LearnedPairs {

    private final ModuliSettings settings;
    private final LayerGeometry geometry;
    private final StoredEntries entries;
    private final SymmetricPairs pairs;
    private final EntryCoefficients coefficients;
    /** The weights of the step, by packed entry. */
    private final float[] weights;
    /** Sums of |w|<sup>p</sup> over the gates, by slot. */
    private final double[] magnitudes;
    private final double[] distances;
    private final double[] values;
    private final double[] pulls;
    private PairCosts costs;

    LearnedPairs(ModuliSettings settings, LayerGeometry geometry, StoredEntries entries) {
        this.settings = settings;
        this.geometry = geometry;
        this.entries = entries;
        this.pairs = SymmetricPairs.of(entries);
        this.coefficients = EntryCoefficients.of(entries);
        this.weights = new float[entries.count()];
        this.magnitudes = new double[pairs.count()];
        this.distances = new double[pairs.count()];
        this.values = new double[pairs.count()];
        this.pulls = new double[pairs.count()];
        this.costs = measure(ParallelLoop.SERIAL);
    }

    /** Recomputes all distances after points have moved. */
    void refresh(ParallelLoop loop) {
        costs = measure(loop);
    }

    /** The coefficients of the stored entries at the points that were measured last. */
    EntryCoefficients coefficients(ParallelLoop loop) {
        loop.forEach(entries.distinctRows(), row -> {
            int begin = entries.begin(row);
            for (int entry = begin; entry < entries.begin(row + 1); entry++) {
                coefficients.values()[coefficients.offset(row) + entry - begin] = (float) cost(row, entry);
            }
        });
        return coefficients;
    }

    private double cost(int row, int entry) {
        boolean itself = row % pairs.units() == entries.column(row, entry);
        return itself && settings.self() == SelfConnections.KEEP ? 0 : costs.invert(values[pairs.slot(row, entry)]);
    }

    /** Copies the weights of a block, at which the gradient is taken. */
    void remember(EntryBlock block) {
        MemorySegment source = block.values();
        for (int row = block.firstRow(); row < block.endRow(); row++) {
            MemorySegment.copy(
                    source, ValueLayout.JAVA_FLOAT, block.begin(row) * Float.BYTES, weights, entries.begin(row),
                    (int) (block.end(row) - block.begin(row)));
        }
    }

    /**
     * Adds the Riemannian gradient of {@code factor · Σ c_ij |w_ij|^p} with respect to every point, maximum and unit of length
     * held fixed, at the weights that were {@linkplain #remember remembered}.
     */
    void addGradients(double factor, ParallelLoop loop) {
        loop.forEach(pairs.units(), this::sumMagnitudes);
        addGradients(magnitudes, factor, loop);
    }

    /**
     * The same at other weights.
     *
     * @param sums of |w|<sup>p</sup> over the gates, by slot
     */
    void addGradients(double[] sums, double factor, ParallelLoop loop) {
        loop.forEachRowOfTriangle(pairs.units(), unit -> pull(sums, unit));
        loop.forEach(pairs.units(), unit -> {
            double[] sum = new double[geometry.space().coordinates()];
            double[] direction = new double[sum.length];
            for (int slot = pairs.begin(unit); slot < pairs.begin(unit + 1); slot++) {
                double pull = pulls[slot];
                if (pull != 0) {
                    geometry.gradient(unit, pairs.partner(slot), direction);
                    for (int k = 0; k < sum.length; k++) {
                        sum[k] += pull * direction[k];
                    }
                }
            }
            for (int k = 0; k < sum.length; k++) {
                sum[k] *= factor;
            }
            geometry.addGradient(unit, sum);
        });
    }

    private void sumMagnitudes(int unit) {
        WeightShape shape = entries.shape();
        Arrays.fill(magnitudes, pairs.begin(unit), pairs.begin(unit + 1), 0);
        for (int gate = 0; gate < shape.gates(); gate++) {
            int row = gate * shape.units() + unit;
            for (int entry = entries.begin(row); entry < entries.begin(row + 1); entry++) {
                double weight = weights[entry];
                magnitudes[pairs.slot(row, entry)] += settings.power() == 1 ? Math.abs(weight) : weight * weight;
            }
        }
    }

    /** The force of both weights of each of a unit's pairs, once for each pair. */
    private void pull(double[] sums, int unit) {
        for (int slot = pairs.begin(unit); slot < pairs.begin(unit + 1); slot++) {
            if (pairs.partner(slot) > unit) {
                int mirror = pairs.mirror(slot);
                double both = sums[slot] + sums[mirror];
                double pull = both == 0 ? 0 : both * costs.slope(distances[slot]);
                pulls[slot] = pull;
                pulls[mirror] = pull;
            }
        }
    }

    private PairCosts measure(ParallelLoop loop) {
        Inhibitor inhibitor = settings.inhibitor();
        overPairs(loop, (unit, slot) -> geometry.distance(unit, pairs.partner(slot)), distances);
        overPairs(loop, (_, slot) -> inhibitor.value(distances[slot]), values);
        if (!inhibitor.inverted() || !pairs.complete()) {
            return PairCosts.of(inhibitor, geometry, loop);
        }
        return new PairCosts(inhibitor, Arrays.stream(values).max().orElseThrow());
    }

    /** A number of a pair, from a unit and one of its slots. */
    @FunctionalInterface
    private interface PairNumber {

        double of(int unit, int slot);
    }

    /** Computes a number once for each pair and copies it to the pair's other slot. */
    private void overPairs(ParallelLoop loop, PairNumber number, double[] numbers) {
        loop.forEachRowOfTriangle(pairs.units(), unit -> {
            for (int slot = pairs.begin(unit); slot < pairs.begin(unit + 1); slot++) {
                if (pairs.partner(slot) >= unit) {
                    numbers[slot] = number.of(unit, slot);
                    numbers[pairs.mirror(slot)] = numbers[slot];
                }
            }
        });
    }
}
