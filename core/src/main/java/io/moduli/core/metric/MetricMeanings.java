package io.moduli.core.metric;

import io.moduli.api.task.Metric;
import io.moduli.api.task.MetricDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a task says of its metrics: which of two values is better, and which metric says what an answer gets that ignores the
 * input. This is the one place where values of metrics are compared.
 */
public final class MetricMeanings {

    /** Those of a task that defines no metric. */
    public static final MetricMeanings NONE = new MetricMeanings(List.of());

    /** How much better than its baseline a metric must be to be better at all; networks that know nothing scatter around it. */
    public static final double MARGIN = 0.02;

    private final Map<String, MetricDefinition> byName = new HashMap<>();

    /** @param definitions those of the task */
    public MetricMeanings(List<MetricDefinition> definitions) {
        definitions.forEach(definition -> byName.put(definition.name(), definition));
    }

    /**
     * A metric that is no better than its baseline.
     *
     * @param metric the network's
     * @param baseline the same of an answer that ignores the input
     */
    public record AtBaseline(Metric metric, Metric baseline) {

        /**
         * What people are told.
         *
         * @param where whose metric it is
         * @param words a metric with its name and unit, as they read it
         */
        public String warning(String where, Function<Metric, String> words) {
            return "%s: %s is no better than the baseline, %s: the network has learned nothing useful".formatted(
                    where, words.apply(metric), words.apply(baseline));
        }
    }

    /** Whether it is known which of two values is better. */
    public boolean isKnown(String metric) {
        return metric.equals(TaskMetrics.LOSS) || byName.containsKey(metric);
    }

    /** What is wrong where it is not known. */
    public static String unknown(String metric) {
        return "the task does not say whether more or less of %s is better; its settings need a @MetricDefinition of it"
                .formatted(metric);
    }

    /** Whether one value of a metric is better than another; lower ones are, unless the task says otherwise. */
    public boolean isBetter(String metric, double value, double than) {
        return higherIsBetter(metric) ? value > than : value < than;
    }

    /** Whether more of a metric is better. */
    public boolean higherIsBetter(String metric) {
        MetricDefinition definition = byName.get(metric);
        return definition != null && definition.higherIsBetter();
    }

    /**
     * Those of a stage's metrics that are no better than their baselines: not by {@value #MARGIN} of the baseline. A metric that
     * is not finite is no better.
     */
    public List<AtBaseline> atBaseline(List<Metric> metrics) {
        List<AtBaseline> found = new ArrayList<>();
        for (Metric metric : metrics) {
            baseline(metric, metrics).filter(baseline -> !isBetter(
                    metric.name(), metric.value(),
                    baseline.value() + (higherIsBetter(metric.name()) ? MARGIN : -MARGIN) * Math.abs(baseline.value())))
                    .ifPresent(baseline -> found.add(new AtBaseline(metric, baseline)));
        }
        return found;
    }

    private Optional<Metric> baseline(Metric metric, List<Metric> metrics) {
        return Optional.ofNullable(byName.get(metric.name())).map(MetricDefinition::baseline)
                .flatMap(name -> metrics.stream().filter(other -> other.name().equals(name)).findFirst());
    }
}
