package io.moduli.core.loss;

import io.moduli.api.task.Batch;
import io.moduli.api.task.Loss;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.threads.Team;

/**
 * A loss on the outputs of one task, evaluated a block of output rows at a time, so that a block is used while it is in
 * the cache: the outputs for a large vocabulary do not fit into any cache.
 *
 * <p>An evaluation consists of {@link #begin}; then every worker {@linkplain #observe observes} blocks of rows, which
 * together are all rows, in ascending order for each worker; then {@link #finish}. After that every worker may request
 * the {@link #gradient} of its blocks. The workers' calls may be concurrent, the other two may not.
 */
public interface LossFunction {

    /**
     * Begins an evaluation.
     *
     * @param outputs [outputs × columns], whose rows need not be filled before they are observed
     * @param batch the batch whose targets the outputs are compared with
     */
    void begin(Matrix outputs, Batch batch);

    /** Observes the outputs' rows from {@code first} to {@code end - 1}. */
    void observe(int worker, int first, int end);

    /** The loss, once all rows have been observed. */
    double finish();

    /**
     * Writes the gradient with respect to the outputs' rows from {@code first} to {@code end - 1}; the outputs must be as they were
     * observed.
     *
     * @param gradient receives it in its first rows; it may be the same memory as these rows of the outputs
     */
    void gradient(int worker, int first, int end, Matrix gradient);

    /** The loss of complete outputs. */
    double value(Matrix outputs, Batch batch);

    /** The loss that a task asks for. */
    static LossFunction of(TaskShape shape, Team team) {
        return switch (shape.loss()) {
            case Loss.Standard.SQUARED_ERROR -> new SquaredError(shape, team);
            case Loss.Standard.SOFT_TARGET_CROSS_ENTROPY -> new SoftTargetCrossEntropy(shape, team);
            case Loss.Standard.CLASS_CROSS_ENTROPY -> new ClassCrossEntropy(shape, team);
            case Loss.Custom custom -> new TaskLoss(shape, custom, team);
        };
    }
}
