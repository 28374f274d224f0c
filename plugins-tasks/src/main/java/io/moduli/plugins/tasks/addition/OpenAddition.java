package io.moduli.plugins.tasks.addition;

import io.moduli.api.ComponentContext;
import io.moduli.api.report.Exhibit;
import io.moduli.api.task.Batch;
import io.moduli.api.task.Evaluation;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.NetworkProbe;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.Split;
import io.moduli.api.task.TaskShape;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The adding problem with its sequences drawn. Batches of the held-out splits have a fixed order and start over at the
 * end; the last of them is filled up with the first sequences, which do not count there.
 *
 * <p>A batch's annotations say of each sequence whether it counts, 1 or 0, [1 × batch].
 */
final class OpenAddition implements OpenTask {

    private final TaskShape shape;
    private final Sequences train;
    private final Sequences validation;
    private final Sequences test;
    private final SampleOrder trainOrder;
    private final int[] heldOutOrder;

    OpenAddition(AdditionSettings settings, ComponentContext context) {
        int length = settings.sequenceLength();
        this.shape = new TaskShape(
                new Input.Dense(2),
                new InitialState.Zero(),
                ReadOut.LAST_STEP,
                1,
                Loss.Standard.SQUARED_ERROR,
                length,
                settings.batch(),
                1);
        this.train = Sequences.draw(settings.samples(), length, settings.marks(), context.random("train"));
        this.validation = Sequences.draw(settings.heldOut(), length, settings.marks(), context.random("validation"));
        this.test = Sequences.draw(settings.heldOut(), length, settings.marks(), context.random("test"));
        this.trainOrder = new SampleOrder(context, settings.samples());
        this.heldOutOrder = IntStream.range(0, Math.ceilDiv(settings.heldOut(), settings.batch()) * settings.batch())
                .map(place -> place % settings.heldOut())
                .toArray();
    }

    @Override
    public TaskShape shape() {
        return shape;
    }

    @Override
    public long batches(Split split) {
        int count = sequences(split).count();
        return split == Split.TRAIN ? count / shape.batchSize() : Math.ceilDiv(count, shape.batchSize());
    }

    @Override
    public void fill(Split split, long index, Batch batch) {
        if (index < 0) {
            throw new IllegalArgumentException("batch %d: batches are numbered from 0".formatted(index));
        }
        long batches = batches(split);
        int[] order = split == Split.TRAIN ? trainOrder.of(index / batches) : heldOutOrder;
        int first = (int) (index % batches) * shape.batchSize();
        Sequences sequences = sequences(split);
        sequences.copy(order, first, batch.input(), batch.target());
        for (int column = 0; column < shape.batchSize(); column++) {
            batch.annotations().set(0, column, first + column < sequences.count() ? 1 : 0);
        }
    }

    /** The variance of the sum of two numbers drawn uniformly from 0 to 1, which is the squared error of always answering 1. */
    @Override
    public OptionalDouble baselineLoss() {
        return OptionalDouble.of(1.0 / 6);
    }

    @Override
    public List<Exhibit> exhibits(NetworkProbe network) {
        return new AdditionExhibits(this).of(network);
    }

    @Override
    public Evaluation evaluation(Split split) {
        return new AdditionEvaluation();
    }

    private Sequences sequences(Split split) {
        return switch (split) {
            case TRAIN -> train;
            case VALIDATION -> validation;
            case TEST -> test;
        };
    }
}
