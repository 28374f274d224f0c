package io.moduli.core.loading;

import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Split;
import io.moduli.core.config.problem.Nearest;
import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.text.EffectiveConfiguration;
import io.moduli.core.metric.MetricMeanings;
import io.moduli.core.metric.TaskMetrics;
import io.moduli.core.pipeline.PipelineSettings;
import io.moduli.core.pipeline.StageSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks whether stages that look for their best network can determine it. */
final class BestNetworkCheck {

    private BestNetworkCheck() {}

    static List<Problem> problems(PipelineSettings settings, OpenTask task, MetricMeanings meanings,
            EffectiveConfiguration effective) {
        List<Problem> problems = new ArrayList<>();
        for (int index = 0; index < settings.stages().size(); index++) {
            String key = "stages." + index;
            Optional<String> metric = metric(settings.stages().get(index));
            if (metric.isPresent() && task.batches(Split.VALIDATION) < 1) {
                problems.add(effective.problem(
                        key, "the best network is chosen on validation data, but the task has none"));
            } else if (metric.isPresent() && !metric.get().equals(TaskMetrics.LOSS)) {
                List<String> known = TaskMetrics.names(task, Split.VALIDATION);
                if (!known.contains(metric.get())) {
                    problems.add(effective.problem(key + ".metric", "the task has no metric %s%s; it has %s".formatted(
                            metric.get(), Nearest.hint(metric.get(), known), String.join(", ", known))));
                } else if (!meanings.isKnown(metric.get())) {
                    problems.add(effective.problem(key + ".metric", MetricMeanings.unknown(metric.get())));
                }
            }
        }
        return problems;
    }

    /** The metric that decides which network of a stage is best, if it looks for one. */
    private static Optional<String> metric(StageSettings stage) {
        return stage instanceof StageSettings.Training training && training.looksForBest()
                ? Optional.of(training.metric())
                : Optional.empty();
    }
}
