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
 * The definitions of a task's metrics: which of two values is better, and which metric is the baseline of an answer
 * that ignores the input. Values of metrics are compared only here.
 */
public final class MetricMeanings {

    /** The meanings of a task that defines no metric. */
    public static final MetricMeanings NONE = new MetricMeanings(List.of());

    /** How much better than its baseline a metric must be to count as better; untrained networks scatter around it. */
    public static final double MARGIN = 0.02;

    private final Map<String, MetricDefinition> byName = new HashMap<>();

    /** @param definitions those of the task */
    public MetricMeanings(List<MetricDefinition> definitions) {
        definitions.forEach(definition -> byName.put(definition.name(), definition));
    }

    /**
     * A metric that is no better than its baseline.
     *
     * @param metric the network's metric
     * @param baseline the same for an answer that ignores the input
     */
    public record AtBaseline(Metric metric, Metric baseline) {

        /**
         * The message for the user.
         *
         * @param where whose metric it is
         * @param words formats a metric with its name and unit
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

    /** The problem if it is not known. */
    public static String unknown(String metric) {
        return "the task does not say whether more or less of %s is better; its settings need a @MetricDefinition of it"
                .formatted(metric);
    }

    /** Whether one value of a metric is better than another; lower ones are, unless the task says otherwise. */
    public boolean isBetter(String metric, double value, double than) {
        return higherIsBetter(metric) ? value > than : value < than;
    }

    /** The unit of a metric; empty for a plain number, and for a metric that the task does not define. */
    public String unit(String metric) {
        MetricDefinition definition = byName.get(metric);
        return definition == null ? "" : definition.unit();
    }

    /** Whether more of a metric is better. */
    public boolean higherIsBetter(String metric) {
        MetricDefinition definition = byName.get(metric);
        return definition != null && definition.higherIsBetter();
    }

    /**
     * Those of a stage's metrics that are not better than their baselines by at least {@value #MARGIN} of the baseline.
     * A metric that is not finite is not better.
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
