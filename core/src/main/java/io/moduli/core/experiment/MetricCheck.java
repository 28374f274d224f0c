package io.moduli.core.experiment;

import io.moduli.api.task.OpenTask;
import io.moduli.core.config.problem.Nearest;
import io.moduli.core.config.problem.Problem;
import io.moduli.core.experiment.trial.TrialOutcome;
import io.moduli.core.loading.LoadedPipeline;
import io.moduli.core.loading.PipelineFamily;
import io.moduli.core.metric.MetricMeanings;
import io.moduli.core.metric.TaskMetrics;
import io.moduli.core.pipeline.StageSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks whether trials produce the metrics that are compared. */
final class MetricCheck {

    private final Experiment experiment;
    private final PipelineFamily family;
    private final Map<String, List<Problem>> known = new HashMap<>();

    MetricCheck(Experiment experiment, PipelineFamily family) {
        this.family = family;
        this.experiment = experiment;
    }

    /** What is wrong with the metrics for a trial's pipeline. */
    List<Problem> problems(LoadedPipeline pipeline) {
        // Evaluating takes time, so pipelines with the same stages and task are checked once.
        String alike = pipeline.effective().renderPlainOf(Set.of("task", "stages"));
        return known.computeIfAbsent(alike, _ -> look(pipeline));
    }

    private List<Problem> look(LoadedPipeline pipeline) {
        Map<String, Set<String>> there = new LinkedHashMap<>();
        List<String> twice = new ArrayList<>();
        try {
            OpenTask task = family.task(pipeline);
            for (StageSettings stage : pipeline.settings().stages()) {
                String name = stage.name().orElse(stage.kind());
                if (there.putIfAbsent(name, metrics(stage, task)) != null) {
                    twice.add(name);
                }
            }
        } catch (IOException unreadable) {
            return List.of(experiment.effective().problem("pipeline", "its task cannot be opened: " + unreadable));
        }
        List<String> all = there.entrySet().stream()
                .flatMap(stage -> stage.getValue().stream().map(metric -> stage.getKey() + "." + metric)).toList();
        List<Problem> problems = new ArrayList<>();
        for (int index = 0; index < experiment.metrics().size(); index++) {
            String metric = experiment.metrics().get(index);
            String stage = metric.substring(0, Math.max(0, metric.lastIndexOf('.')));
            if (!all.contains(metric)) {
                problems.add(experiment.effective().problem("metrics." + index,
                        "no stage comes to %s%s; there are %s".formatted(
                                metric, Nearest.hint(metric, all), String.join(", ", all))));
            } else if (twice.contains(stage)) {
                problems.add(experiment.effective().problem("metrics." + index,
                        "there are several stages called %s; give one of them another name".formatted(stage)));
            } else if (experiment.search() instanceof SearchSettings.Halving halving && halving.metric().equals(metric)
                    && !pipeline.metrics().isKnown(TrialOutcome.metric(metric))) {
                problems.add(experiment.effective().problem("search.metric",
                        MetricMeanings.unknown(TrialOutcome.metric(metric))));
            }
        }
        return problems;
    }

    private static Set<String> metrics(StageSettings stage, OpenTask task) {
        return switch (stage) {
            case StageSettings.Evaluate evaluate -> new LinkedHashSet<>(TaskMetrics.names(task, evaluate.split()));
            case StageSettings.Prune _ -> Set.of("sparsity");
            case StageSettings.Train train -> trained(train);
            case StageSettings.LotteryTicket ticket -> trained(ticket);
        };
    }

    private static Set<String> trained(StageSettings.Training stage) {
        Set<String> names = new LinkedHashSet<>(List.of("sparsity"));
        if (stage.looksForBest()) {
            names.add("best-epoch");
            names.add("best-" + stage.metric());
        }
        return names;
    }
}
