package io.moduli.core.loss;

import io.moduli.api.task.Batch;
import io.moduli.api.task.Loss;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.threads.Team;

/**
 * A loss on the outputs of one task, evaluated a block of output rows at a time, so that a block is looked at while it is in
 * the cache: outputs of a large vocabulary are in no cache as a whole.
 *
 * <p>An evaluation is {@link #begin}; then every worker {@linkplain #observe observes} blocks of rows that make up all rows
 * between them, in ascending order for each worker; then {@link #finish}. After that every worker may ask for the {@link
 * #gradient} of its blocks. The workers' calls may come at once, the other two come alone.
 */
public interface LossFunction {

    /**
     * Begins to evaluate.
     *
     * @param outputs [outputs × columns], whose rows need not be there before they are observed
     * @param batch whose targets the outputs are compared with
     */
    void begin(Matrix outputs, Batch batch);

    /** Looks at the outputs' rows from {@code first} to {@code end - 1}. */
    void observe(int worker, int first, int end);

    /** The loss, when all rows have been observed. */
    double finish();

    /**
     * Writes the gradient with respect to the outputs' rows from {@code first} to {@code end - 1}; the outputs must be as they were
     * observed.
     *
     * @param gradient receives it in its first rows; it may be the very memory of these rows of the outputs
     */
    void gradient(int worker, int first, int end, Matrix gradient);

    /** The loss of outputs that are all there. */
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
