package io.moduli.api.task;

import io.moduli.api.tensor.Matrix;
import java.util.Optional;

/**
 * The memory of one batch, made once and filled again and again.
 *
 * <p>All sequences lie side by side, feature-major: column {@code t * batchSize + b} is time step t of sequence b. Targets
 * have the columns of the outputs. What the shape does not ask for does not exist, and requesting it is an error.
 */
public final class Batch {

    private final TaskShape shape;
    private final Optional<Matrix> input;
    private final int[] tokens;
    private final Optional<Matrix> initialState;
    private final Optional<Matrix> target;
    private final int[] classes;
    private final Optional<Matrix> annotations;

    private Batch(TaskShape shape) {
        this.shape = shape;
        this.input = shape.input() instanceof Input.Dense dense
                ? Optional.of(Matrix.allocate(dense.features(), shape.sequenceColumns()))
                : Optional.empty();
        this.tokens = new int[shape.input() instanceof Input.Tokens ? shape.sequenceColumns() : 0];
        this.initialState = shape.initialState() instanceof InitialState.Projected projected
                ? Optional.of(Matrix.allocate(projected.features(), shape.batchSize()))
                : Optional.empty();
        boolean classesOnly = shape.loss() == Loss.Standard.CLASS_CROSS_ENTROPY;
        this.target = classesOnly
                ? Optional.empty()
                : Optional.of(Matrix.allocate(shape.outputs(), shape.outputColumns()));
        this.classes = new int[classesOnly ? shape.outputColumns() : 0];
        this.annotations = shape.annotations() > 0
                ? Optional.of(Matrix.allocate(shape.annotations(), shape.outputColumns()))
                : Optional.empty();
    }

    /** Makes the memory of a batch. */
    public static Batch allocate(TaskShape shape) {
        return new Batch(shape);
    }

    /** What the batch looks like. */
    public TaskShape shape() {
        return shape;
    }

    /** Dense input, [features × time · batch]. */
    public Matrix input() {
        return input.orElseThrow(() -> absent("dense input"));
    }

    /** Input tokens, one for each of time · batch columns. */
    public int[] tokens() {
        if (!(shape.input() instanceof Input.Tokens)) {
            throw absent("tokens");
        }
        return tokens;
    }

    /** What the initial state is projected from, [features × batch]. */
    public Matrix initialState() {
        return initialState.orElseThrow(() -> absent("initial-state features"));
    }

    /** Targets, [outputs × columns]; there for every loss but class cross-entropy. */
    public Matrix target() {
        return target.orElseThrow(() -> absent("target matrix"));
    }

    /** Target classes, one for each output column; -1 for a column that does not count. */
    public int[] classes() {
        if (shape.loss() != Loss.Standard.CLASS_CROSS_ENTROPY) {
            throw absent("target classes");
        }
        return classes;
    }

    /**
     * What the task's evaluation needs besides the targets, such as true positions, [annotations × output columns]. The
     * network never sees it.
     */
    public Matrix annotations() {
        return annotations.orElseThrow(() -> absent("annotations"));
    }

    private IllegalStateException absent(String what) {
        return new IllegalStateException("a batch of this task has no %s: %s".formatted(what, shape));
    }
}
