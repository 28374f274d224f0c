package io.moduli.core;

import io.moduli.api.RandomStreams;
import io.moduli.api.task.Batch;
import io.moduli.api.task.Evaluation;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.Metric;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Split;
import io.moduli.api.task.Task;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.Mask;
import java.util.List;
import java.util.random.RandomGenerator;

/** A task of random numbers in any shape; each batch is a pure function of its split and index. */
public record SmallTask(TaskShape shape, long seed) implements Task, OpenTask {

    /** Batches of the training, the validation and the test split. */
    public static final long TRAINING_BATCHES = 6;

    public static final long VALIDATION_BATCHES = 2;

    public static final long TEST_BATCHES = 3;

    /** Every so many columns one has no class. */
    private static final int CLASSLESS = 5;

    public SmallTask(TaskShape shape) {
        this(shape, 1);
    }

    @Override
    public OpenTask open() {
        return this;
    }

    @Override
    public long batches(Split split) {
        return switch (split) {
            case TRAIN -> TRAINING_BATCHES;
            case VALIDATION -> VALIDATION_BATCHES;
            case TEST -> TEST_BATCHES;
        };
    }

    @Override
    public void fill(Split split, long index, Batch batch) {
        RandomGenerator random = new RandomStreams(seed).stream(split + "/" + index);
        switch (shape.input()) {
            case Input.Dense _ -> fill(batch.input(), random);
            case Input.Tokens(int vocabulary) -> fill(batch.tokens(), vocabulary, random);
        }
        if (shape.initialState() instanceof InitialState.Projected) {
            fill(batch.initialState(), random);
        }
        if (shape.loss() == Loss.Standard.CLASS_CROSS_ENTROPY) {
            fill(batch.classes(), shape.outputs(), random);
            for (int column = 3; column < batch.classes().length; column += CLASSLESS) {
                batch.classes()[column] = -1;
            }
        } else {
            fill(batch.target(), random);
            if (shape.loss() == Loss.Standard.SOFT_TARGET_CROSS_ENTROPY) {
                toDistributions(batch.target());
            }
        }
    }

    @Override
    public boolean continues(Split split, long index) {
        return index % batches(split) != 0;
    }

    @Override
    public Evaluation evaluation(Split split) {
        return new Evaluation() {
            private int seen;

            @Override
            public void add(Batch batch, Matrix outputs) {
                seen++;
            }

            @Override
            public List<Metric> metrics() {
                return List.of(new Metric("batches-seen", seen, "batches"));
            }
        };
    }

    /** Numbers between -1 and 1. */
    public static void fill(Matrix matrix, RandomGenerator random) {
        for (int row = 0; row < matrix.rows(); row++) {
            for (int column = 0; column < matrix.columns(); column++) {
                matrix.set(row, column, random.nextFloat() * 2 - 1);
            }
        }
    }

    /** A mask that keeps about a share of the entries, never none of them. */
    public static Mask mask(int rows, int columns, double kept, RandomGenerator random) {
        Mask.Builder mask = Mask.builder(rows, columns).keep(0, 0);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                if (random.nextDouble() < kept) {
                    mask.keep(row, column);
                }
            }
        }
        return mask.build();
    }

    private static void fill(int[] values, int bound, RandomGenerator random) {
        for (int index = 0; index < values.length; index++) {
            values[index] = random.nextInt(bound);
        }
    }

    private static void toDistributions(Matrix target) {
        for (int column = 0; column < target.columns(); column++) {
            float sum = 0;
            for (int row = 0; row < target.rows(); row++) {
                target.set(row, column, Math.abs(target.get(row, column)));
                sum += target.get(row, column);
            }
            for (int row = 0; row < target.rows(); row++) {
                target.set(row, column, target.get(row, column) / sum);
            }
        }
    }
}
