package io.moduli.core.engine;

import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightShape;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a network learns, once, however many uses it has: values, gradients, the optimizer's moments and, for a weight, the
 * mask of the entries that survive. All of them lie in memory of the same layout, so that kernels go through them side by
 * side; removed entries are 0 in all of them.
 */
public final class Parameter {

    private final String name;
    private final Optional<WeightShape> weight;
    private final Matrix values;
    private final Matrix gradient;
    private final List<Matrix> moments = new ArrayList<>();
    private final double initialBound;
    private Optional<Mask> mask = Optional.empty();
    private Optional<Matrix> survivors = Optional.empty();

    private Parameter(String name, Optional<WeightShape> weight, int rows, int columns, double initialBound) {
        this.name = name;
        this.weight = weight;
        this.values = allocate(rows, columns);
        this.gradient = allocate(rows, columns);
        this.initialBound = initialBound;
    }

    /**
     * A weight matrix, all 0 until it is {@linkplain #draw drawn}.
     *
     * @param initialBound first values are uniform between this and its negative
     */
    public static Parameter weight(WeightShape shape, double initialBound) {
        return new Parameter(shape.name(), Optional.of(shape), shape.rows(), shape.columns(), initialBound);
    }

    /** A bias or another learned vector, [rows × 1]: never regularized, never pruned. */
    public static Parameter vector(String name, int rows, double initialBound) {
        return new Parameter(name, Optional.empty(), rows, 1, initialBound);
    }

    /** The name in PyTorch's manner, such as {@code rnn.weight_hh_l0}. */
    public String name() {
        return name;
    }

    /** The weight's role and extents; empty for a vector. */
    public Optional<WeightShape> weight() {
        return weight;
    }

    /** The values, [rows × columns]. */
    public Matrix values() {
        return values;
    }

    /** The gradient of the loss by the values. */
    public Matrix gradient() {
        return gradient;
    }

    /** The entries that survive; empty as long as nothing was pruned. */
    public Optional<Mask> mask() {
        return mask;
    }

    /** How many entries survive. */
    public long kept() {
        return mask.map(Mask::count).orElse((long) values.rows() * values.columns());
    }

    /** Makes room for as many moments as the optimizer keeps, all 0 at first. */
    public void ensureMoments(int count) {
        while (moments.size() < count) {
            moments.add(allocate(values.rows(), values.columns()));
        }
    }

    /** The optimizer's moment of a number below those that there is {@linkplain #ensureMoments room} for. */
    public Matrix moment(int number) {
        return moments.get(number);
    }

    /** Forgets the optimizer's moments. */
    public void clearMoments() {
        moments.forEach(moment -> moment.fill(0));
    }

    /** Draws first values, uniform in [-bound, bound); removed entries are drawn too and stay 0. */
    public void draw(RandomGenerator random) {
        for (int row = 0; row < values.rows(); row++) {
            drawRow(row, initialBound, random);
        }
    }

    /**
     * Draws values for the sparse structure: as {@link #draw}, but a row that kept k of its n entries is wider by √(n / k),
     * so that what it gives has the same variance as with all of them.
     */
    public void drawSparse(RandomGenerator random) {
        for (int row = 0; row < values.rows(); row++) {
            drawRow(row, initialBound * Math.sqrt((double) values.columns() / Math.max(1, keptInRow(row))), random);
        }
    }

    private void drawRow(int row, double bound, RandomGenerator random) {
        for (int column = 0; column < values.columns(); column++) {
            float value = (float) (bound * (2 * random.nextDouble() - 1));
            values.set(row, column, keeps(row, column) ? value : 0);
        }
    }

    private int keptInRow(int row) {
        int kept = 0;
        for (int column = 0; column < values.columns(); column++) {
            kept += keeps(row, column) ? 1 : 0;
        }
        return kept;
    }

    /**
     * Removes all entries that a mask does not keep, with their moments.
     *
     * @throws IllegalArgumentException where the mask is of other extents or this is no weight
     */
    public void prune(Mask newMask) {
        if (weight.isEmpty() || newMask.rows() != values.rows() || newMask.columns() != values.columns()) {
            throw new IllegalArgumentException("%s cannot prune %s, %s".formatted(newMask, name, values));
        }
        Matrix kept = allocate(values.rows(), values.columns());
        for (int row = 0; row < values.rows(); row++) {
            for (int column = 0; column < values.columns(); column++) {
                if (newMask.keeps(row, column)) {
                    kept.set(row, column, 1);
                } else {
                    values.set(row, column, 0);
                    for (Matrix moment : moments) {
                        moment.set(row, column, 0);
                    }
                }
            }
        }
        mask = Optional.of(newMask);
        survivors = Optional.of(kept);
    }

    /** A vector's numbers lie side by side; the rows of a weight begin at cache lines of their own. */
    private static Matrix allocate(int rows, int columns) {
        return columns == 1 ? Matrix.allocate(rows, columns) : Matrix.allocateAligned(rows, columns);
    }

    private boolean keeps(int row, int column) {
        return mask.isEmpty() || mask.get().keeps(row, column);
    }

    /** How many floats the memory of values, of gradients and of each moment has, gaps between rows included. */
    long floats() {
        return values.memory().byteSize() / Float.BYTES;
    }

    /** 1 for entries that survive and 0 for those that do not, in the layout of the values; empty before any pruning. */
    Optional<MemorySegment> survivors() {
        return survivors.map(Matrix::memory);
    }
}
