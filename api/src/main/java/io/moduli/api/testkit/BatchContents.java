package io.moduli.api.testkit;

import io.moduli.api.task.Batch;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Split;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import java.util.Arrays;
import java.util.Optional;

/**
 * All that is in a batch, as bits, so that it can be compared. What a shape does not ask for is empty.
 */
record BatchContents(int[] input, int[] tokens, int[] initialState, int[] target, int[] classes, int[] annotations) {

    private static final int POISON = Integer.MIN_VALUE;
    private static final double DISTRIBUTION_TOLERANCE = 1e-4;
    private static final int[] NOTHING = {};

    /** A batch in which nothing is what a task may have written. */
    static Batch poisoned(TaskShape shape) {
        Batch batch = Batch.allocate(shape);
        if (shape.input() instanceof Input.Dense) {
            batch.input().fill(Float.NaN);
        } else {
            Arrays.fill(batch.tokens(), POISON);
        }
        if (shape.initialState() instanceof InitialState.Projected) {
            batch.initialState().fill(Float.NaN);
        }
        if (hasClasses(shape)) {
            Arrays.fill(batch.classes(), POISON);
        } else {
            batch.target().fill(Float.NaN);
        }
        if (shape.annotations() > 0) {
            batch.annotations().fill(Float.NaN);
        }
        return batch;
    }

    /** What a task writes to a batch. */
    static BatchContents filled(OpenTask task, Split split, long index) {
        Batch batch = poisoned(task.shape());
        task.fill(split, index, batch);
        return of(batch);
    }

    static BatchContents of(Batch batch) {
        TaskShape shape = batch.shape();
        return new BatchContents(
                shape.input() instanceof Input.Dense ? bits(batch.input()) : NOTHING,
                shape.input() instanceof Input.Tokens ? batch.tokens().clone() : NOTHING,
                shape.initialState() instanceof InitialState.Projected ? bits(batch.initialState()) : NOTHING,
                hasClasses(shape) ? NOTHING : bits(batch.target()),
                hasClasses(shape) ? batch.classes().clone() : NOTHING,
                shape.annotations() > 0 ? bits(batch.annotations()) : NOTHING);
    }

    /** The first thing in a batch that its shape does not allow. */
    static Optional<String> problem(Batch batch) {
        TaskShape shape = batch.shape();
        Optional<String> input = shape.input() instanceof Input.Tokens tokens
                ? outside("tokens", batch.tokens(), 0, tokens.vocabulary())
                : infinite("input", batch.input());
        Optional<String> initialState = shape.initialState() instanceof InitialState.Projected
                ? infinite("initial state", batch.initialState())
                : Optional.empty();
        Optional<String> annotations = shape.annotations() > 0
                ? infinite("annotations", batch.annotations())
                : Optional.empty();
        return input.or(() -> initialState)
                .or(() -> hasClasses(shape) ? classes(batch) : targets(batch))
                .or(() -> annotations);
    }

    private static boolean hasClasses(TaskShape shape) {
        return shape.loss() == Loss.Standard.CLASS_CROSS_ENTROPY;
    }

    private static Optional<String> classes(Batch batch) {
        return outside("classes", batch.classes(), -1, batch.shape().outputs())
                .or(() -> Arrays.stream(batch.classes()).allMatch(target -> target == -1)
                        ? Optional.of("all classes are -1, so that nothing counts")
                        : Optional.empty());
    }

    private static Optional<String> targets(Batch batch) {
        return infinite("target", batch.target())
                .or(() -> batch.shape().loss() == Loss.Standard.SOFT_TARGET_CROSS_ENTROPY
                        ? noDistribution(batch.target())
                        : Optional.empty());
    }

    private static Optional<String> noDistribution(Matrix target) {
        for (int column = 0; column < target.columns(); column++) {
            double sum = 0;
            for (int row = 0; row < target.rows(); row++) {
                float share = target.get(row, column);
                if (share < 0) {
                    return Optional
                            .of("soft target (%d, %d) is %s, but must be 0 or more".formatted(row, column, share));
                }
                sum += share;
            }
            if (Math.abs(sum - 1) > DISTRIBUTION_TOLERANCE) {
                return Optional.of("the soft targets of column %d add up to %s, not to 1".formatted(column, sum));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> infinite(String what, Matrix matrix) {
        for (int row = 0; row < matrix.rows(); row++) {
            for (int column = 0; column < matrix.columns(); column++) {
                if (!Float.isFinite(matrix.get(row, column))) {
                    return Optional.of("%s (%d, %d) is not written or not finite: %s"
                            .formatted(what, row, column, matrix.get(row, column)));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> outside(String what, int[] values, int least, int end) {
        for (int index = 0; index < values.length; index++) {
            if (values[index] < least || values[index] >= end) {
                return Optional.of("%s[%d] is %s, but must be from %d to %d".formatted(
                        what, index, values[index] == POISON ? "not written" : values[index], least, end - 1));
            }
        }
        return Optional.empty();
    }

    private static int[] bits(Matrix matrix) {
        float[] values = matrix.toArray();
        int[] bits = new int[values.length];
        Arrays.setAll(bits, index -> Float.floatToRawIntBits(values[index]));
        return bits;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BatchContents contents
                && Arrays.equals(input, contents.input)
                && Arrays.equals(tokens, contents.tokens)
                && Arrays.equals(initialState, contents.initialState)
                && Arrays.equals(target, contents.target)
                && Arrays.equals(classes, contents.classes)
                && Arrays.equals(annotations, contents.annotations);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(input) + Arrays.hashCode(tokens)) + Arrays.hashCode(target);
    }
}
