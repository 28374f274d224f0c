package io.moduli.core.network.recurrent;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.storage.StorageFormat;
import io.moduli.core.network.block.ActivationMatrix;
import java.util.List;
import java.util.stream.IntStream;

/** Activations of some features at all time steps of some sequences, and windows on them. */
final class ActivationSequence {

    /** The floats in a cache line, which is a whole number of vectors. */
    private static final int LINE = 16;

    private final Layout layout;
    private final Matrix memory;
    private final int features;
    private final int steps;
    private final int batch;
    private final Matrix[] all;

    private ActivationSequence(Layout layout, Matrix memory, int features, int steps, int batch) {
        this.layout = layout;
        this.memory = memory;
        this.features = features;
        this.steps = steps;
        this.batch = batch;
        this.all = pieces(0, steps, steps).toArray(Matrix[]::new);
    }

    /** Decides which layout a layer has. */
    @FunctionalInterface
    interface LayoutRule {

        /** The layout for a number of sequences and the storage format of a recurrent weight. */
        Layout of(StorageFormat recurrent, int sequences);
    }

    /** The order of activations in memory. */
    enum Layout {
        /**
         * All time steps of a feature are contiguous: [features × steps · batch]. Several steps form one matrix, which
         * dense products with few sequences need.
         */
        BY_FEATURE,
        /**
         * All features of a time step are contiguous, with rows padded to whole cache lines by numbers whose gradients
         * are 0: a step is compact, so it is prefetched and touches few pages, and sparse products need neither copies
         * of their operands nor masks.
         */
        BY_STEP;

        /** Below this, a step has too few numbers for single products to be worthwhile. */
        private static final int MINIMUM_SPARSE = 48;

        private static final int MINIMUM_DENSE = 64;

        /** The {@link LayoutRule} of all networks. */
        static Layout of(StorageFormat recurrent, int sequences) {
            return sequences >= (recurrent == StorageFormat.SPARSE ? MINIMUM_SPARSE : MINIMUM_DENSE)
                    ? BY_STEP
                    : BY_FEATURE;
        }
    }

    /** Activations of 0. */
    static ActivationSequence allocate(Layout layout, int features, int steps, int batch) {
        Matrix memory = switch (layout) {
            case BY_FEATURE -> ActivationMatrix.allocate(features, Math.multiplyExact(steps, batch));
            case BY_STEP -> Matrix.allocateAligned(
                    Math.multiplyExact(features, steps), Math.ceilDiv(batch, LINE) * LINE);
        };
        return new ActivationSequence(layout, memory, features, steps, batch);
    }

    /** How the activations lie. */
    Layout layout() {
        return layout;
    }

    /** Columns of a {@link #wholeStep}. */
    int width() {
        return layout == Layout.BY_FEATURE ? batch : memory.columns();
    }

    /** Those of one time step, [features × batch]. */
    Matrix step(int step) {
        return steps(step, 1);
    }

    /** Those of each time step, [features × batch] each. */
    Matrix[] eachStep() {
        return IntStream.range(0, steps).mapToObj(this::step).toArray(Matrix[]::new);
    }

    /** The same including the padding of rows, so that no vector is cut short; [features × batch or more]. */
    Matrix wholeStep(int step) {
        return layout == Layout.BY_FEATURE ? step(step) : memory.rowWindow(step * features, features);
    }

    /** The same of each time step. */
    Matrix[] eachWholeStep() {
        return IntStream.range(0, steps).mapToObj(this::wholeStep).toArray(Matrix[]::new);
    }

    /**
     * Those of some time steps.
     *
     * @param first the first step
     * @param count how many; only 1 if they are stored by step
     * @return [features × count · batch]
     */
    private Matrix steps(int first, int count) {
        return layout == Layout.BY_FEATURE
                ? memory.columnWindow(first * batch, count * batch)
                : memory.window(first * features, features, 0, batch);
    }

    /**
     * Those of some time steps, in as few pieces as possible, in the order of time.
     *
     * @param first the first step
     * @param end one past the last
     * @param atMost the most steps in a piece
     */
    List<Matrix> pieces(int first, int end, int atMost) {
        int length = pieceLength(atMost);
        return IntStream.range(0, Math.ceilDiv(end - first, length))
                .mapToObj(piece -> {
                    int begin = first + piece * length;
                    return steps(begin, Math.min(length, end - begin));
                })
                .toList();
    }

    /** Those of all time steps, in as few pieces as possible: one step each if they are stored by step. */
    Matrix[] all() {
        return all;
    }

    /** The number of steps in a piece, given the maximum. */
    int pieceLength(int atMost) {
        return layout == Layout.BY_FEATURE ? Math.max(1, Math.min(atMost, steps)) : 1;
    }

    /** As {@link #pieces}, but including the padding of rows. */
    List<Matrix> wholePieces(int first, int end) {
        return layout == Layout.BY_FEATURE
                ? pieces(first, end, steps)
                : IntStream.range(first, end).mapToObj(this::wholeStep).toList();
    }
}
