package io.moduli.core.pipeline;

import io.moduli.api.task.Metric;
import io.moduli.core.metric.MetricMeanings;
import io.moduli.core.metric.TaskMetrics;
import io.moduli.core.state.StateReader;
import io.moduli.core.state.StateWriter;
import java.util.List;
import java.util.Optional;

/**
 * The best epoch of a stage so far, by a validation metric, and how long there has been no better one. Only epochs of
 * the same sparsity are compared: when pruning has to reach a new share, the previous best epoch no longer counts.
 */
final class BestEpoch {

    private final Terms terms;
    private double share;
    private double value;
    /** The number of the best epoch; 0 if there is none. */
    private int epoch;
    private int epochsSince;

    BestEpoch(Terms terms) {
        this.terms = terms;
    }

    /**
     * The settings of a stage about its best network.
     *
     * @param kept whether it is stored
     * @param restored whether the stage goes back to it at the end
     * @param metric what networks are evaluated by
     * @param meanings determines which value of it is better
     * @param patience how many epochs in succession may bring no better network before the stage ends
     */
    record Terms(
            boolean kept, boolean restored, String metric, MetricMeanings meanings, Optional<Integer> patience) {

        static Optional<Terms> of(StageSettings.Training stage, MetricMeanings meanings) {
            return stage.looksForBest()
                    ? Optional.of(new Terms(
                            stage.keepsBest(), stage.restoreBest(), stage.metric(),
                            meanings, stage.patience()))
                    : Optional.empty();
        }

        /**
         * The metric that decides which network is best.
         *
         * @param validation the loss and, if another metric is needed, the metrics of the task
         */
        Metric evaluated(List<Metric> validation) {
            return validation.stream().filter(one -> one.name().equals(metric)).findFirst()
                    .orElseThrow(() -> new IllegalStateException("the task has no metric %s, but %s".formatted(
                            metric, validation.stream().map(Metric::name).toList())));
        }

        boolean byLoss() {
            return metric.equals(TaskMetrics.LOSS);
        }
    }

    Terms terms() {
        return terms;
    }

    /**
     * Takes an epoch into account.
     *
     * @param number of the epoch, from 1
     * @param reached the result of its validation
     * @param toBeGone the share that pruning had to reach
     * @return whether it is the best so far
     */
    boolean observe(int number, double reached, double toBeGone) {
        boolean first = epoch == 0 || share != toBeGone;
        share = toBeGone;
        if (first || terms.meanings().isBetter(terms.metric(), reached, value)) {
            value = reached;
            epoch = number;
            epochsSince = 0;
            return true;
        }
        epochsSince++;
        return false;
    }

    /** Whether the stage has waited for a better one for long enough. */
    boolean isPatienceOver() {
        return terms.patience().filter(patience -> epochsSince >= patience).isPresent();
    }

    /** The number of the best epoch; 0 where there is none. */
    int epoch() {
        return epoch;
    }

    /** What the best epoch gave. */
    double value() {
        return value;
    }

    void save(StateWriter state) {
        state.put("share", share).put("value", value).put("epoch", epoch).put("epochs-since", epochsSince);
    }

    void restore(StateReader state) {
        share = state.real("share");
        value = state.real("value");
        epoch = state.count("epoch");
        epochsSince = state.count("epochs-since");
    }
}
