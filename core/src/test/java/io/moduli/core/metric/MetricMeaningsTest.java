package io.moduli.core.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.task.Metric;
import io.moduli.api.task.MetricDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricMeaningsTest {

    private static final MetricMeanings MEANINGS = new MetricMeanings(
            List.of(Settings.class.getAnnotationsByType(MetricDefinition.class)));

    @MetricDefinition(name = "error", value = "Distance", unit = "cm", baseline = "centre-error")
    @MetricDefinition(name = "accuracy", value = "Share", higherIsBetter = true, baseline = "guess-accuracy")
    @MetricDefinition(name = "steps", value = "Steps", baseline = "absent")
    private record Settings() {}

    private static List<String> atBaseline(Metric... metrics) {
        return MEANINGS.atBaseline(List.of(metrics)).stream().map(one -> one.metric().name()).toList();
    }

    @Test
    void lessIsBetterUnlessTheTaskSaysOtherwise() {
        assertThat(MEANINGS.isBetter("error", 1, 2)).isTrue();
        assertThat(MEANINGS.isBetter("accuracy", 1, 2)).isFalse();
        assertThat(MEANINGS.isBetter("accuracy", 0.9, 0.8)).isTrue();
        assertThat(MEANINGS.isBetter("loss", 1, 2)).isTrue();
        assertThat(MEANINGS.isKnown("loss")).isTrue();
        assertThat(MEANINGS.isKnown("eror")).isFalse();
    }

    @Test
    void aMetricHasToBeBetterThanItsBaselineByTwoPercent() {
        assertThat(atBaseline(new Metric("error", 98.1), new Metric("centre-error", 100))).containsExactly("error");
        assertThat(atBaseline(new Metric("error", 97.9), new Metric("centre-error", 100))).isEmpty();
        assertThat(atBaseline(new Metric("accuracy", 0.509), new Metric("guess-accuracy", 0.5)))
                .containsExactly("accuracy");
        assertThat(atBaseline(new Metric("accuracy", 0.511), new Metric("guess-accuracy", 0.5))).isEmpty();
        assertThat(atBaseline(new Metric("error", -1.01), new Metric("centre-error", -1))).containsExactly("error");
        assertThat(atBaseline(new Metric("error", Double.NaN), new Metric("centre-error", 1)))
                .containsExactly("error");
    }

    @Test
    void whatHasNoBaselineIsNotComparedWithOne() {
        assertThat(atBaseline(new Metric("steps", 5), new Metric("loss", 9), new Metric("error", 7))).isEmpty();
    }

    @Test
    void theWarningNamesBothMetricsAndTheStage() {
        Metric baseline = new Metric("centre-error", 55.5, "cm");
        assertThat(MEANINGS.atBaseline(List.of(new Metric("error", 56, "cm"), baseline)).getFirst()
                .warning("evaluate", metric -> "%s %s".formatted(metric.name(), metric.value())))
                .isEqualTo(
                        "evaluate: error 56.0 is no better than the baseline, centre-error 55.5: the network has learned nothing useful");
    }
}
