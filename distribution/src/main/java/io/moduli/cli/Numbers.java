package io.moduli.cli;

import io.moduli.api.task.Metric;
import io.moduli.core.pipeline.Sparsity;
import java.time.Duration;
import java.util.Locale;

/** Numbers formatted for people, the same in every locale. */
final class Numbers {

    private static final double SMALL = 1e-3;
    private static final double LARGE = 1e6;

    private Numbers() {}

    /** Four significant digits: {@code 0.01234}, {@code 12.30}, {@code 1.234e-05}. */
    static String significant(double value) {
        double size = Math.abs(value);
        if (value == 0 || !Double.isFinite(value)) {
            return value == 0 ? "0" : Double.toString(value);
        }
        return String.format(Locale.ROOT, size < SMALL || size >= LARGE ? "%.3e" : "%.4g", value);
    }

    /** A share in percent: {@code 95.0 %}. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** A metric with its name and unit; a sparsity is a share in percent, as everywhere. */
    static String metric(Metric metric) {
        return metric.name() + " " + (metric.name().equals(Sparsity.METRIC)
                ? percent(metric.value())
                : significant(metric.value()) + (metric.unit().isEmpty() ? "" : " " + metric.unit()));
    }

    /** Seconds to a tenth: {@code 12.3}. */
    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }

    /** A remaining time, to the second: {@code 1:02:03} or {@code 2:03}. */
    static String clock(double seconds) {
        Duration time = Duration.ofSeconds(Math.round(seconds));
        return time.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
    }
}
