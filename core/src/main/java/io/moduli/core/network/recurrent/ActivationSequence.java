package io.moduli.core.network.recurrent;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.storage.StorageFormat;
import io.moduli.core.network.block.ActivationMatrix;
import java.util.List;
import java.util.stream.IntStream;

/** Activations of some features at all time steps of some sequences, and windows on them. */
final class ActivationSequence {

    /** Numbers in a cache line, which is a whole number of vectors. */
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

    /** Says which layout a layer has. */
    @FunctionalInterface
    interface LayoutRule {

        /** The layout for so many sequences and a recurrent weight that is stored so. */
        Layout of(StorageFormat recurrent, int sequences);
    }

    /** In which order activations lie in memory. */
    enum Layout {
        /**
         * All time steps of a feature side by side: [features × steps · batch]. Several steps are one matrix, which dense
         * products of few sequences need.
         */
        BY_FEATURE,
        /**
         * All features of a time step side by side, rows filled up to whole cache lines, with numbers whose gradients are 0: a step is compact, so the
         * processor fetches it ahead and finds it in few pages, and sparse products need no copy of their operands and no
         * masks.
         */
        BY_STEP;

        /** Below, a step has too few numbers for products to be worth while one by one. */
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

    /** The same with what rows are filled up with, so that no vector is cut short; [features × batch or more]. */
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
     * @param count how many; only 1 where they lie by step
     * @return [features × count · batch]
     */
    private Matrix steps(int first, int count) {
        return layout == Layout.BY_FEATURE
                ? memory.columnWindow(first * batch, count * batch)
                : memory.window(first * features, features, 0, batch);
    }

    /**
     * Those of some time steps, in as few pieces as there can be, in the order of time.
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

    /** Those of all time steps, in as few pieces as there can be: a step each where they lie by step. */
    Matrix[] all() {
        return all;
    }

    /** How many steps a piece has that may have so many at most. */
    int pieceLength(int atMost) {
        return layout == Layout.BY_FEATURE ? Math.max(1, Math.min(atMost, steps)) : 1;
    }

    /** As {@link #pieces}, but with what rows are filled up with. */
    List<Matrix> wholePieces(int first, int end) {
        return layout == Layout.BY_FEATURE
                ? pieces(first, end, steps)
                : IntStream.range(first, end).mapToObj(this::wholeStep).toList();
    }
}
