package io.moduli.api.task;

import io.moduli.api.tensor.Matrix;
import java.util.List;

/** Evaluates outputs, batch by batch. */
public interface Evaluation {

    /**
     * Adds a batch.
     *
     * @param batch the batch as the task filled it
     * @param outputs the network's outputs for it, [outputs × columns], before any softmax; read-only
     */
    void add(Batch batch, Matrix outputs);

    /**
     * The task's metrics over all batches so far, the most telling first. The loss is not among them: the engine knows it.
     */
    List<Metric> metrics();
}
