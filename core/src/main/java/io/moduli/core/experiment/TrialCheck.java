package io.moduli.core.experiment;

import io.moduli.core.config.problem.Origin;
import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.problem.Problems;
import io.moduli.core.config.text.EffectiveConfiguration;
import io.moduli.core.config.text.SettingOverride;
import io.moduli.core.experiment.trial.PlannedTrial;
import io.moduli.core.files.Checksum;
import io.moduli.core.loading.LoadedPipeline;
import io.moduli.core.loading.PipelineFamily;
import io.moduli.core.loading.PipelineLoader;
import io.moduli.core.loading.PipelineLoading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds all problems of the trials of an experiment before the first one starts. */
public final class TrialCheck {

    private final Experiment experiment;
    private final PipelineLoader loader;

    /** @param loader reads the pipelines of trials */
    public TrialCheck(Experiment experiment, PipelineLoader loader) {
        this.experiment = experiment;
        this.loader = loader;
    }

    /**
     * The result of checking all trials.
     *
     * @param trials those without problems; all of them if there are none
     * @param bytes the off-heap memory that each of them takes, as far as that is known
     * @param problems what is wrong, each thing once, sorted by file and line
     * @param warnings settings that are allowed but probably not intended
     */
    public record Checked(
            List<PlannedTrial> trials, List<Long> bytes, List<Problem> problems, List<Problem> warnings) {

        public Checked {
            trials = List.copyOf(trials);
            bytes = List.copyOf(bytes);
            problems = List.copyOf(problems);
            warnings = List.copyOf(warnings);
        }
    }

    /** Checks all of them. */
    public Checked check(List<TrialDesign> designs) {
        try (PipelineFamily family = loader.family(experiment.pipeline())) {
            return check(designs, family);
        }
    }

    private Checked check(List<TrialDesign> designs, PipelineFamily family) {
        Findings problems = new Findings();
        Findings warnings = new Findings();
        MetricCheck metrics = new MetricCheck(experiment, family);
        List<PlannedTrial> trials = new ArrayList<>();
        List<Long> bytes = new ArrayList<>();
        Map<String, TrialDesign> pipelines = new HashMap<>();
        Replicates replicates = new Replicates(family);
        Map<List<String>, PipelineLoading> loaded = load(designs, family, replicates);
        for (TrialDesign design : designs) {
            switch (loaded.get(replicates.key(design))) {
                case PipelineLoading.Accepted(LoadedPipeline pipeline, List<Problem> doubts) -> {
                    warnings.add(doubts, design);
                    problems.add(metrics.problems(pipeline), design);
                    problems.add(pointless(design, pipeline), design);
                    String identity = replicates.identity(design, pipeline);
                    TrialDesign same = pipelines.putIfAbsent(identity, design);
                    if (same != null) {
                        problems.add(List.of(alike(same, design)), design);
                    }
                    trials.add(new PlannedTrial(
                            design.labels(), Checksum.ofText(identity),
                            () -> text(Replicates.effective(design, pipeline), pipeline)));
                    pipeline.memoryBytes().ifPresent(bytes::add);
                }
                case PipelineLoading.Rejected rejected -> problems.add(rejected.problems(), design);
                case null -> throw new IllegalStateException("a trial was not loaded: " + design.labels());
            }
        }
        return new Checked(trials, bytes, problems.sorted(designs.size()), warnings.sorted(designs.size()));
    }

    /** Loads the pipelines, one for all trials that differ in nothing but their seeds, on all processors: there may be thousands. */
    private Map<List<String>, PipelineLoading> load(
            List<TrialDesign> designs, PipelineFamily family, Replicates replicates) {
        Map<List<String>, TrialDesign> different = new LinkedHashMap<>();
        designs.forEach(design -> different.putIfAbsent(replicates.key(design), design));
        return different.entrySet().parallelStream().collect(
                Collectors.toConcurrentMap(Map.Entry::getKey, design -> load(design.getValue(), family)));
    }

    private PipelineLoading load(TrialDesign design, PipelineFamily family) {
        List<SettingOverride> settings = new ArrayList<>(experiment.settings());
        settings.addAll(design.settings());
        return family.load(settings);
    }

    /** A trial's pipeline, with the engine's number of threads if it sets none itself. */
    private String text(EffectiveConfiguration effective, LoadedPipeline pipeline) {
        return pipeline.settings().engine().threads().isPresent()
                ? effective.render()
                : effective.render() + "engine.threads = %d  # the experiment's engine%n".formatted(
                        experiment.engine().threadsPerTrial());
    }

    private List<Problem> pointless(TrialDesign design, LoadedPipeline pipeline) {
        List<Problem> problems = new ArrayList<>();
        for (int index = 0; index < design.values().size(); index++) {
            String key = "axes." + experiment.axes().get(index).name();
            Origin origin = experiment.axes().get(index).origin();
            ShadowedSettings.reason(design.values().get(index), pipeline).ifPresent(
                    why -> problems.add(new Problem(origin, key, "changes nothing: " + why)));
        }
        return problems;
    }

    private Problem alike(TrialDesign one, TrialDesign other) {
        for (int index = 0; index < experiment.axes().size(); index++) {
            AxisEntry value = other.values().get(index);
            if (!one.values().get(index).equals(value)) {
                return new Problem(value.origin(), "axes." + experiment.axes().get(index).name(),
                        "%s makes no difference to %s: both come to the same pipeline".formatted(
                                value.label(), one.values().get(index).label()));
            }
        }
        throw new IllegalStateException("a trial is there twice: " + one.labels());
    }

    /** The problems that were found, each once, with the trials that have it. */
    private static final class Findings {

        private final Map<String, Finding> found = new TreeMap<>();

        private record Finding(Problem problem, TrialDesign first, int trials) {}

        void add(List<Problem> problems, TrialDesign design) {
            for (Problem problem : problems) {
                Origin origin = problem.origin();
                // The numbers in a message may differ from trial to trial.
                String what = origin.describe() + " " + problem.key() + " "
                        + problem.message().replaceAll("[0-9.]+", "0");
                found.merge(what, new Finding(problem, design, 1),
                        (before, _) -> new Finding(before.problem(), before.first(), before.trials() + 1));
            }
        }

        List<Problem> sorted(int trials) {
            Problems all = new Problems();
            for (Finding finding : found.values()) {
                Problem problem = finding.problem();
                String where = finding.trials() == trials
                        ? ""
                        : " (in %d of %d trials, first with %s)".formatted(
                                finding.trials(), trials, String.join(", ", finding.first().labels()));
                all.add(new Problem(problem.origin(), problem.key(), problem.message() + where, problem.cause()));
            }
            return all.sorted();
        }
    }
}
