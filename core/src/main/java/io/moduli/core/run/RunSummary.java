package io.moduli.core.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.moduli.api.task.Metric;
import io.moduli.core.engine.storage.StorageChoice;
import io.moduli.core.metric.MetricMeanings;
import io.moduli.core.network.Network;
import io.moduli.core.pipeline.PipelineSettings;
import io.moduli.core.pipeline.Sparsity;
import io.moduli.core.pipeline.StageReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The result of a run.
 *
 * @param name the pipeline's name
 * @param outcome how it ended
 * @param stages the stages that were done
 * @param meanings the definitions of the task's metrics
 * @param sparsity the share of weights that are removed, by masks
 * @param pruning the target and the result of pruning; empty if no stage prunes
 * @param formats how each weight is stored at the end, in the network's order
 * @param stepsPerSecond training steps in a second of training stages
 * @param seed the seed of all randomness
 */
public record RunSummary(
        String name,
        Outcome outcome,
        List<StageReport> stages,
        MetricMeanings meanings,
        Sparsity sparsity,
        Optional<PruningOutcome> pruning,
        Map<String, StorageChoice> formats,
        double stepsPerSecond,
        long seed) {

    /** How a run ended. */
    public enum Outcome {
        /** All stages were done. */
        DONE,
        /** A loss, a gradient, a parameter or a metric was not finite. */
        DIVERGED,
        /** A plugin, a file or the program failed. */
        FAILED,
        /** It was asked to stop. */
        INTERRUPTED
    }

    public RunSummary {
        stages = List.copyOf(stages);
        formats = Collections.unmodifiableMap(new LinkedHashMap<>(formats));
    }

    /** A summary of the stages that were done on a network. */
    static RunSummary of(
            PipelineSettings settings, Outcome outcome, List<StageReport> stages, MetricMeanings meanings,
            Network network) {
        double seconds = 0;
        long steps = 0;
        for (StageReport stage : stages) {
            if (stage.steps() > 0) {
                seconds += stage.seconds();
                steps += stage.steps();
            }
        }
        Map<String, StorageChoice> formats = new LinkedHashMap<>();
        network.weights().forEach(weight -> formats.put(weight.name(), weight.storageChoice()));
        return new RunSummary(
                settings.name(), outcome, stages, meanings, Sparsity.of(network), PruningOutcome.of(settings, network),
                formats,
                seconds > 0 ? steps / seconds : 0, settings.seed());
    }

    /** The summary as it is stored in a run directory. */
    String toJson() throws JsonProcessingException {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("name", name);
        Distribution.running().ifPresent(running -> root.put("distribution", running.named()));
        root.put("outcome", outcome.name().toLowerCase(Locale.ROOT));
        List<Map<String, Object>> list = new ArrayList<>();
        for (StageReport stage : stages) {
            Map<String, Object> entry = stage(stage);
            List<String> atBaseline = meanings.atBaseline(stage.metrics()).stream().map(one -> one.metric().name())
                    .toList();
            if (!atBaseline.isEmpty()) {
                entry.put("no_better_than_baseline", atBaseline);
            }
            list.add(entry);
        }
        root.put("stages", list);
        Map<String, Object> shares = new LinkedHashMap<>();
        JsonNumbers.put(shares, "overall", sparsity.overall());
        shares.putAll(sparsity.byParameter());
        root.put("sparsity", shares);
        pruning.ifPresent(outcome -> {
            Map<String, Object> pruned = new LinkedHashMap<>();
            pruned.put("asked", outcome.asked());
            pruned.put("reached", outcome.reached());
            root.put("pruning", pruned);
        });
        Map<String, Object> byWeight = new LinkedHashMap<>();
        formats.forEach((weight, choice) -> byWeight.put(weight, format(choice)));
        root.put("formats", byWeight);
        JsonNumbers.put(root, "steps_per_second", stepsPerSecond);
        root.put("seed", seed);
        return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(root) + "\n";
    }

    static Map<String, Object> format(StorageChoice choice) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("format", choice.format().name().toLowerCase(Locale.ROOT));
        entry.put("reason", choice.reason());
        return entry;
    }

    /** A stage: its metrics by name ({@link JsonNumbers}), and by the same names the units of those that have one. */
    static Map<String, Object> stage(StageReport stage) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", stage.name());
        entry.put("kind", stage.kind());
        entry.put("seconds", stage.seconds());
        Map<String, Object> metrics = new LinkedHashMap<>();
        Map<String, Object> units = new LinkedHashMap<>();
        for (Metric metric : stage.metrics()) {
            JsonNumbers.put(metrics, metric.name(), metric.value());
            if (!metric.unit().isEmpty()) {
                units.put(metric.name(), metric.unit());
            }
        }
        entry.put("metrics", metrics);
        entry.put("units", units);
        return entry;
    }
}
