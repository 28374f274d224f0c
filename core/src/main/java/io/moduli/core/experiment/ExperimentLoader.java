package io.moduli.core.experiment;

import io.moduli.core.config.binding.Binding;
import io.moduli.core.config.binding.ConfigurationBinder;
import io.moduli.core.config.problem.Nearest;
import io.moduli.core.config.problem.Origin;
import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.problem.Problems;
import io.moduli.core.config.text.ConfigurationLoader;
import io.moduli.core.config.text.ConfigurationSource;
import io.moduli.core.config.text.HoconText;
import io.moduli.core.config.text.LoadedConfiguration;
import io.moduli.core.config.text.RawValue;
import io.moduli.core.config.text.SettingOverride;
import io.moduli.core.experiment.engine.TrialEngine;
import io.moduli.core.experiment.engine.TrialEngines;
import io.moduli.core.plugin.PluginRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Reads experiments, without checking whether their trials can be run. */
public final class ExperimentLoader {

    private static final String AXES = "axes";
    private static final String BASELINE = "baseline";
    private static final String PIPELINE = "pipeline";

    private final ConfigurationBinder binder;
    private final Path workingFolder;
    private final PipelineCatalogue pipelines;
    private final TrialEngines engines;

    /**
     * @param registry the components that a pipeline's settings may name; an engine's may not
     * @param workingFolder what relative paths on the command line refer to
     * @param pipelines those that can be named without a file
     * @param engines those that can be named
     */
    public ExperimentLoader(
            PluginRegistry registry, Path workingFolder, PipelineCatalogue pipelines, TrialEngines engines) {
        this.binder = new ConfigurationBinder(registry, workingFolder);
        this.workingFolder = workingFolder;
        this.pipelines = pipelines;
        this.engines = engines;
    }

    /**
     * Reads an experiment.
     *
     * @throws IOException if a built-in pipeline cannot be read
     */
    public ExperimentLoading load(ConfigurationSource source) throws IOException {
        LoadedConfiguration configuration = new ConfigurationLoader(workingFolder).load(source, List.of());
        Problems problems = new Problems();
        List<Axis> axes = configuration.root().flatMap(root -> Optional.ofNullable(root.entries().get(AXES)))
                .map(raw -> new AxisReader(configuration, binder, problems).read(raw, AXES)).orElse(List.of());
        Binding<ExperimentSettings> binding = binder.bind(configuration, ExperimentSettings.class, path -> {
            throw new IllegalStateException("an experiment has no components, but there is one at " + path);
        });
        return switch (binding) {
            case Binding.Rejected<ExperimentSettings> rejected -> {
                problems.addAll(rejected.problems());
                yield new ExperimentLoading.Rejected(problems.sorted());
            }
            case Binding.Bound<ExperimentSettings> bound -> read(bound, axes, problems);
        };
    }

    private ExperimentLoading read(Binding.Bound<ExperimentSettings> bound, List<Axis> axes, Problems problems)
            throws IOException {
        ExperimentSettings settings = bound.settings();
        Origin origin = bound.effective().problem(PIPELINE, "").origin();
        Optional<ConfigurationSource> pipeline = pipeline(settings.pipeline(), origin, problems);
        List<SettingOverride> shared = settings.settings().map(raw -> shared(raw, problems)).orElse(List.of());
        searchProblems(bound, axes).forEach(problems::add);
        SequencedMap<String, String> baseline = settings.baseline()
                .map(raw -> baseline(raw, axes, problems)).orElseGet(LinkedHashMap::new);
        Optional<TrialEngine> engine = engines.make(settings.engine(), "engine", binder, problems);
        List<Problem> found = problems.sorted();
        if (!found.isEmpty()) {
            return new ExperimentLoading.Rejected(found);
        }
        return new ExperimentLoading.Accepted(new Experiment(
                settings.name(), pipeline.orElseThrow(), shared, axes, settings.metrics(), baseline, settings.search(),
                engine.orElseThrow(), bound.effective()));
    }

    /** A file relative to the experiment's, or a pipeline known by name. */
    private Optional<ConfigurationSource> pipeline(String name, Origin origin, Problems problems) throws IOException {
        try {
            Path file = origin.folder().resolve(name);
            if (Files.isRegularFile(file)) {
                return Optional.of(ConfigurationSource.file(file));
            }
        } catch (InvalidPathException notOne) {
            // It may still be a name.
            problems.add(origin, PIPELINE, "is not a path: " + notOne.getReason());
            return Optional.empty();
        }
        Optional<ConfigurationSource> known = pipelines.find(name);
        if (known.isEmpty()) {
            List<String> names = pipelines.names();
            problems.add(origin, PIPELINE, "there is no such file in %s and no such built-in pipeline%s%s".formatted(
                    origin.folder(), Nearest.hint(name, names),
                    names.isEmpty() ? "" : "; built in are " + String.join(", ", names)));
        }
        return known;
    }

    private static List<SettingOverride> shared(RawValue raw, Problems problems) {
        if (raw instanceof RawValue.Mapping mapping) {
            return SettingOverride.of(mapping);
        }
        problems.add(raw.origin(), "settings",
                "expected settings of the pipeline such as { network.hidden = 64 }, found "
                        + raw.found());
        return List.of();
    }

    private static List<Problem> searchProblems(Binding.Bound<ExperimentSettings> bound, List<Axis> axes) {
        Problems problems = new Problems();
        SearchSettings search = bound.settings().search();
        List<String> names = axes.stream().map(Axis::name).toList();
        List<String> enumerated = search.draws().isPresent() ? search.every() : names;
        if (search instanceof SearchSettings.Halving halving
                && !bound.settings().metrics().contains(halving.metric())) {
            problems.add(bound.effective().problem("search.metric",
                    "is not among the experiment's metrics%s; there are %s"
                            .formatted(Nearest.hint(halving.metric(), bound.settings().metrics()),
                                    String.join(", ", bound.settings().metrics()))));
        }
        for (String name : search.every()) {
            if (!names.contains(name)) {
                problems.add(bound.effective().problem("search.every", "there is no axis %s%s; there are %s".formatted(
                        name, Nearest.hint(name, names), String.join(", ", names))));
            }
        }
        for (Axis axis : axes) {
            if (axis.size() == 0 && enumerated.contains(axis.name())) {
                problems.add(axis.origin(), HoconText.join(AXES, axis.name()),
                        "has from and to, but neither step nor points, so there is no telling which numbers to take");
            }
        }
        axes.stream().filter(Axis::seeds).skip(1).forEach(
                axis -> problems.add(axis.origin(), HoconText.join(AXES, axis.name()),
                        "sets nothing but the seed, as another axis does; trials are replicated over one axis of seeds"));
        long trials = Design.size(axes, search);
        if (trials > Design.MOST_TRIALS) {
            problems.add(bound.settings().axes().origin(), AXES, "come to %s trials; at most %,d are run".formatted(
                    trials == Long.MAX_VALUE ? "more than 9,223,372,036,854,775,807" : "%,d".formatted(trials),
                    Design.MOST_TRIALS));
        }
        return problems.sorted();
    }

    private static SequencedMap<String, String> baseline(
            RawValue raw, List<Axis> axes, Problems problems) {
        SequencedMap<String, String> baseline = new LinkedHashMap<>();
        if (!(raw instanceof RawValue.Mapping mapping)) {
            problems.add(raw.origin(), BASELINE,
                    "expected a value for each axis that is compared, such as { space = none }, found "
                            + raw.found());
            return baseline;
        }
        List<String> names = axes.stream().map(Axis::name).toList();
        for (Map.Entry<String, RawValue> entry : mapping.entries().entrySet()) {
            String key = HoconText.join(BASELINE, entry.getKey());
            Optional<Axis> axis = axes.stream().filter(one -> one.name().equals(entry.getKey())).findFirst();
            if (axis.isEmpty()) {
                problems.add(entry.getValue().origin(), key, "there is no axis %s%s; there are %s".formatted(
                        entry.getKey(), Nearest.hint(entry.getKey(), names), String.join(", ", names)));
            } else if (axis.get().seeds()) {
                problems.add(entry.getValue().origin(), key,
                        "is the axis of seeds; trials are compared at equal seeds: leave it out of the baseline");
            } else if (!(entry.getValue() instanceof RawValue.Scalar scalar)) {
                problems.add(entry.getValue().origin(), key, "expected a value of the axis, found "
                        + entry.getValue().found());
            } else if (axis.get().size() == 0 || axis.get().size() > Design.MOST_TRIALS) {
                problems.add(scalar.origin(), key,
                        "the axis has a range of numbers, of which none is sure to be tried");
            } else {
                List<String> labels = axis.get().entries().stream().map(AxisEntry::label).toList();
                if (labels.contains(scalar.text())) {
                    baseline.put(entry.getKey(), scalar.text());
                } else {
                    problems.add(scalar.origin(), key, "the axis has no value %s%s; it has %s".formatted(
                            scalar.text(), Nearest.hint(scalar.text(), labels), String.join(", ", labels)));
                }
            }
        }
        return baseline;
    }
}
