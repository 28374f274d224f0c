package io.moduli.core.pipeline;

import io.moduli.api.task.Metric;
import java.util.List;

/**
 * The result of a stage.
 *
 * @param number its place in the pipeline, from 1
 * @param name its name
 * @param kind its {@code type}
 * @param seconds how long it took
 * @param steps how many training steps it did
 * @param metrics its metrics, the most telling first
 */
public record StageReport(int number, String name, String kind, double seconds, long steps, List<Metric> metrics) {

    public StageReport {
        metrics = List.copyOf(metrics);
    }

    /**
     * Requires that all metrics of the stage are finite.
     *
     * @throws DivergedException if a metric is not finite
     */
    public void requireFinite() {
        if (!metrics.stream().allMatch(metric -> Double.isFinite(metric.value()))) {
            throw DivergedException.inEvaluation(name, metrics);
        }
    }
}
