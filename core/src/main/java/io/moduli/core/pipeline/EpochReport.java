package io.moduli.core.pipeline;

import io.moduli.api.task.Metric;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The result of an epoch of training.
 *
 * @param stage the stage's place in the pipeline, from 1
 * @param epoch the epoch's number in the stage, from 1
 * @param step steps of the stage so far
 * @param loss the mean loss of the epoch's batches, without penalties, each before its update
 * @param penalty the mean penalty
 * @param gradientNorm the mean norm of the gradient of all parameters, before clipping
 * @param learningRate the rate in the epoch
 * @param sparsity the share of weights that are removed after the epoch
 * @param validationLoss the loss on validation data after the epoch, if it was computed
 * @param validationMetric the metric that decides which network of the stage is best, if that is not the loss
 * @param best whether the network was the best so far, in a stage that looks for it
 * @param seconds how long the epoch took
 * @param batchShare the share of its steps' time in which training waited for batches
 */
public record EpochReport(
        int stage,
        int epoch,
        long step,
        double loss,
        double penalty,
        double gradientNorm,
        double learningRate,
        double sparsity,
        OptionalDouble validationLoss,
        Optional<Metric> validationMetric,
        boolean best,
        double seconds,
        double batchShare) {

    /** An epoch of a stage that does not look for its best network. */
    public EpochReport(
            int stage,
            int epoch,
            long step,
            double loss,
            double penalty,
            double gradientNorm,
            double learningRate,
            double sparsity,
            OptionalDouble validationLoss,
            double seconds,
            double batchShare) {
        this(stage, epoch, step, loss, penalty, gradientNorm, learningRate, sparsity, validationLoss, Optional.empty(),
                false, seconds, batchShare);
    }
}
