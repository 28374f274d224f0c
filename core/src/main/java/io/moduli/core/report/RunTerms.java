package io.moduli.core.report;

import io.moduli.api.task.Loss;
import io.moduli.core.metric.MetricMeanings;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the results of a run are compared with.
 *
 * @param lossUnit the unit of the loss; empty if it is not known
 * @param metrics the definitions of the task's metrics
 * @param baselineLoss the loss of the best answer that ignores the input
 * @param clipNorm the norm that gradients are scaled down to
 * @param removal what pruning was asked for; empty if no stage prunes
 */
public record RunTerms(
        String lossUnit, MetricMeanings metrics, OptionalDouble baselineLoss, OptionalDouble clipNorm,
        Optional<Removal> removal) {

    /** Nothing to compare with. */
    public static final RunTerms NONE = new RunTerms(
            "", MetricMeanings.NONE, OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty());

    /**
     * Shares of weights, from 0 to 1.
     *
     * @param asked the target of the last stage that prunes, of the weights that the pruner is on
     * @param reached the share of these weights that was removed
     * @param askedOfAll the target as a share of all weights
     */
    public record Removal(double asked, double reached, double askedOfAll) {}

    /** The unit of a loss; empty for a task's own. */
    public static String unit(Loss loss) {
        return switch (loss) {
            case Loss.Standard.SQUARED_ERROR -> "squared output units";
            case Loss.Standard.SOFT_TARGET_CROSS_ENTROPY, Loss.Standard.CLASS_CROSS_ENTROPY -> "nats";
            case Loss.Custom _ -> "";
        };
    }
}
