package io.moduli.core.experiment.trial;

import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.config.problem.Nearest;
import io.moduli.core.experiment.result.ExperimentResults;
import io.moduli.core.experiment.result.TrialResult;
import io.moduli.core.experiment.result.TrialStatus;
import io.moduli.core.experiment.trial.StoredExperiment.StoredTrial;
import io.moduli.core.metric.MetricMeanings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/** The folder of an experiment. */
public final class ExperimentFolder {

    /** The name of the file that the process running the experiment keeps locked. */
    public static final String LOCK = "lock";

    private static final String TRIALS = "trials";

    private final Path path;
    private final StoredExperiment stored;
    private final Map<Integer, StoredTrial> byNumber = new HashMap<>();

    private ExperimentFolder(Path path, StoredExperiment stored) {
        this.path = path;
        this.stored = stored;
        stored.trials().forEach(trial -> byNumber.put(trial.number(), trial));
    }

    /**
     * The folder of an experiment that was run or prepared.
     *
     * @throws BadInputException if it is not such a folder
     */
    public static ExperimentFolder open(Path folder) throws IOException, BadInputException {
        Path path = folder.toAbsolutePath().normalize();
        StoredExperiment stored = StoredExperiment.read(path).orElseThrow(() -> new BadInputException(
                Files.isDirectory(path)
                        ? "%s is not the folder of an experiment: it has no %s".formatted(folder, StoredExperiment.FILE)
                        : "%s: there is no such folder".formatted(folder)));
        return new ExperimentFolder(path, stored);
    }

    /**
     * Prepares a folder for trials: a new one, or one in which some were run before.
     *
     * @param folder locked by the caller
     * @throws BadInputException if it belongs to another experiment, or contains something else
     */
    public static ExperimentFolder prepare(Path folder, ExperimentPlan plan) throws IOException, BadInputException {
        Path path = folder.toAbsolutePath().normalize();
        Optional<StoredExperiment> before = StoredExperiment.read(path);
        if (before.isEmpty()) {
            requireEmpty(path);
        }
        List<StoredTrial> known = new ArrayList<>();
        if (before.isPresent()) {
            new SameExperiment(path, before.get()).require(plan);
            known.addAll(before.get().trials());
        }
        StoredExperiment stored = new StoredExperiment(
                plan.name(), plan.axes(), plan.metrics(), new LinkedHashMap<>(plan.baseline()),
                numbered(known, plan.trials()));
        if (!before.equals(Optional.of(stored))) {
            stored.write(path);
        }
        ExperimentFolder prepared = new ExperimentFolder(path, stored);
        prepared.writePipelines(plan);
        return prepared;
    }

    private static void requireEmpty(Path folder) throws IOException, BadInputException {
        try (Stream<Path> files = Files.list(folder)) {
            if (files.anyMatch(file -> !file.endsWith(LOCK))) {
                throw new BadInputException(
                        "%s is not empty, and not the folder of an experiment; name another with --out".formatted(
                                folder));
            }
        }
    }

    /** Trials keep their numbers; new ones come after them. */
    private static List<StoredTrial> numbered(List<StoredTrial> known, List<PlannedTrial> planned) {
        Map<List<String>, PlannedTrial> asked = new LinkedHashMap<>();
        planned.forEach(trial -> asked.put(trial.labels(), trial));
        List<StoredTrial> all = new ArrayList<>();
        int last = 0;
        for (StoredTrial trial : known) {
            boolean still = asked.remove(trial.labels()) != null;
            all.add(new StoredTrial(trial.number(), trial.labels(), trial.sha256(), still));
            last = Math.max(last, trial.number());
        }
        for (PlannedTrial trial : asked.values()) {
            all.add(new StoredTrial(++last, trial.labels(), trial.sha256(), true));
        }
        return all;
    }

    private void writePipelines(ExperimentPlan plan) throws IOException {
        Map<List<String>, Integer> numbers = new HashMap<>();
        stored.trials().forEach(trial -> numbers.put(trial.labels(), trial.number()));
        for (PlannedTrial trial : plan.trials()) {
            TrialFolder folder = trial(numbers.getOrDefault(trial.labels(), 0));
            if (!Files.isRegularFile(folder.pipeline())) {
                folder.writePipeline(trial.pipeline().get());
            }
        }
    }

    /** Where it is, absolute. */
    public Path path() {
        return path;
    }

    /** The experiment's name. */
    public String name() {
        return stored.name();
    }

    /** The numbers of the trials that the experiment asks for, in order. */
    public List<Integer> numbers() {
        return asked().map(StoredTrial::number).toList();
    }

    /** How many of its trials the experiment no longer asks for. */
    public long leftOut() {
        return stored.trials().size() - asked().count();
    }

    private Stream<StoredTrial> asked() {
        return stored.trials().stream().filter(StoredTrial::asked);
    }

    /**
     * The value of each axis for a trial: {@code space = torus, seed = 3}.
     *
     * @throws BadInputException if there is no trial with this number
     */
    public String describe(int number) throws BadInputException {
        StoredTrial trial = byNumber.get(number);
        if (trial == null) {
            throw new BadInputException("%s: there is no trial %d; they are numbered from 1 to %d".formatted(
                    path, number, stored.trials().size()));
        }
        List<String> parts = new ArrayList<>();
        for (int index = 0; index < trial.labels().size(); index++) {
            parts.add("%s = %s".formatted(stored.axes().get(index).name(), trial.labels().get(index)));
        }
        return String.join(", ", parts);
    }

    /**
     * A trial's values on all axes except some.
     *
     * @param without the names of those axes
     */
    public List<String> labelsWithout(int number, List<String> without) {
        StoredTrial trial = Objects.requireNonNull(byNumber.get(number), () -> "there is no trial " + number);
        List<String> labels = new ArrayList<>();
        for (int index = 0; index < stored.axes().size(); index++) {
            if (!without.contains(stored.axes().get(index).name())) {
                labels.add(trial.labels().get(index));
            }
        }
        return labels;
    }

    /** The folder of a trial. */
    public TrialFolder trial(int number) {
        return new TrialFolder(path.resolve(TRIALS).resolve("%04d".formatted(number)));
    }

    /**
     * The results so far.
     *
     * @param meanings what the task says of its metrics
     */
    public ExperimentResults results(MetricMeanings meanings) throws IOException {
        return results(outcomes(), stored.metrics(), meanings);
    }

    /**
     * The results so far, for metrics that need not be those of the experiment's file.
     *
     * @param metrics at least one, as {@code STAGE.METRIC}
     * @param meanings what the task says of its metrics
     * @throws BadInputException if one of them is neither named by the file nor reached by any trial
     */
    public ExperimentResults results(List<String> metrics, MetricMeanings meanings)
            throws IOException, BadInputException {
        Map<Integer, TrialOutcome> outcomes = outcomes();
        Set<String> known = new LinkedHashSet<>(stored.metrics());
        outcomes.values().forEach(outcome -> known.addAll(outcome.metrics().keySet()));
        for (String metric : metrics) {
            if (!known.contains(metric)) {
                throw new BadInputException("%s: no trial has come to %s%s; there are %s".formatted(
                        path, metric, Nearest.hint(metric, known), String.join(", ", known)));
            }
        }
        return results(outcomes, List.copyOf(new LinkedHashSet<>(metrics)), meanings);
    }

    private Map<Integer, TrialOutcome> outcomes() throws IOException {
        Map<Integer, TrialOutcome> outcomes = new HashMap<>();
        for (int number : numbers()) {
            trial(number).outcome().ifPresent(outcome -> outcomes.put(number, outcome));
        }
        return outcomes;
    }

    private ExperimentResults results(
            Map<Integer, TrialOutcome> outcomes, List<String> metrics, MetricMeanings meanings) {
        List<TrialResult> results = asked()
                .map(trial -> result(trial, Optional.ofNullable(outcomes.get(trial.number())), metrics, meanings))
                .toList();
        Map<String, String> units = new HashMap<>();
        for (String metric : metrics) {
            String unit = meanings.unit(TrialOutcome.metric(metric));
            if (!unit.isEmpty()) {
                units.put(metric, unit);
            }
        }
        return new ExperimentResults(stored.name(), stored.axes(), metrics, units, stored.baseline(), results);
    }

    private TrialResult result(StoredTrial trial, Optional<TrialOutcome> outcome, List<String> metrics,
            MetricMeanings meanings) {
        TrialFolder folder = trial(trial.number());
        String run = Files.isDirectory(folder.run())
                ? path.relativize(folder.run()).toString().replace('\\', '/')
                : "";
        if (outcome.isEmpty()) {
            return new TrialResult(
                    trial.number(), trial.labels(), TrialStatus.UNFINISHED, "", new LinkedHashMap<>(), 0, run);
        }
        SequencedMap<String, Double> values = new LinkedHashMap<>();
        for (String metric : metrics) {
            Double value = outcome.get().metrics().get(metric);
            if (value != null) {
                values.put(metric, value);
            }
        }
        return new TrialResult(
                trial.number(), trial.labels(), outcome.get().status(), outcome.get().reason(), values,
                outcome.get().atBaseline(metrics, meanings),
                outcome.get().seconds(), run);
    }
}
