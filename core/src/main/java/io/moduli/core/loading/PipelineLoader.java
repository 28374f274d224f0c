package io.moduli.core.loading;

import io.moduli.api.initializer.WeightInitializer;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.settings.SettingException;
import io.moduli.api.task.FittedState;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Split;
import io.moduli.api.task.TaskShape;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.config.binding.Binding;
import io.moduli.core.config.binding.ConfigurationBinder;
import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.text.ConfigurationLoader;
import io.moduli.core.config.text.ConfigurationSource;
import io.moduli.core.config.text.EffectiveConfiguration;
import io.moduli.core.config.text.LoadedConfiguration;
import io.moduli.core.network.NetworkPlan;
import io.moduli.core.pipeline.PipelineSettings;
import io.moduli.core.pipeline.StageSettings;
import io.moduli.core.pipeline.TrainingAhead;
import io.moduli.core.plugin.PluginRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads pipelines and finds everything that is wrong with them before anything is trained: in the file, in what the task
 * needs from the outside world, in what does not fit together, and in what does not fit into memory.
 */
public final class PipelineLoader {

    private final PluginRegistry registry;
    private final Path workingFolder;
    private final long availableBytes;
    private final boolean here;

    /**
     * A loader for this machine.
     *
     * @param workingFolder what relative paths on the command line refer to
     */
    public PipelineLoader(PluginRegistry registry, Path workingFolder) {
        this(registry, workingFolder, MachineMemory.bytes());
    }

    /**
     * A loader for a machine with so much memory.
     *
     * @param workingFolder what relative paths on the command line refer to
     * @param availableBytes what a network and its training may take
     */
    public PipelineLoader(PluginRegistry registry, Path workingFolder, long availableBytes) {
        this(registry, workingFolder, availableBytes, true);
    }

    private PipelineLoader(PluginRegistry registry, Path workingFolder, long availableBytes, boolean here) {
        this.registry = registry;
        this.workingFolder = workingFolder;
        this.availableBytes = availableBytes;
        this.here = here;
    }

    /**
     * A loader of pipelines that are to run on another machine, which may have more memory and other files: what a task lacks
     * of the world outside is a warning.
     *
     * @param workingFolder what relative paths on the command line refer to
     */
    public static PipelineLoader forAnotherMachine(PluginRegistry registry, Path workingFolder) {
        return new PipelineLoader(registry, workingFolder, Long.MAX_VALUE, false);
    }

    /** Reads a pipeline as it stands. */
    public PipelineLoading load(ConfigurationSource source) {
        return load(source, List.of());
    }

    /**
     * Reads a pipeline.
     *
     * @param overrides each {@code path=value}
     */
    public PipelineLoading load(ConfigurationSource source, List<String> overrides) {
        return load(source, overrides, Optional.empty());
    }

    /**
     * Reads the pipeline of a run whose networks are to be used again.
     *
     * @param overrides each {@code path=value}
     * @param fitted what the task was fitted to in that run
     */
    public PipelineLoading load(ConfigurationSource source, List<String> overrides, FittedState fitted) {
        return load(source, overrides, Optional.of(fitted));
    }

    private PipelineLoading load(ConfigurationSource source, List<String> overrides, Optional<FittedState> fitted) {
        LoadedConfiguration configuration = new ConfigurationLoader(workingFolder).load(source, overrides);
        Assembly assembly = new Assembly(configuration, new ConfigurationBinder(registry, workingFolder));
        RunLocation location = new RunLocation();
        return switch (assembly.bind(location)) {
            case Binding.Rejected<PipelineSettings> rejected -> new PipelineLoading.Rejected(rejected.problems());
            case Binding.Bound<PipelineSettings> bound -> {
                List<Problem> warnings = warnings(bound.settings(), bound.effective());
                Check check = check(bound.settings(), bound.effective(), fitted, warnings);
                if (!check.problems().isEmpty()) {
                    yield new PipelineLoading.Rejected(check.problems());
                }
                assembly.accepted();
                Assembly.Components checked = new Assembly.Components(bound.settings(), location);
                yield new PipelineLoading.Accepted(
                        new LoadedPipeline(
                                checked, bound.effective(), registry, assembly, fitted, check.bytes()),
                        warnings.stream().sorted().toList());
            }
        };
    }

    private static List<Problem> warnings(PipelineSettings settings, EffectiveConfiguration effective) {
        List<Problem> warnings = new ArrayList<>(new GeometryCheck(settings, effective).warnings());
        warnings.addAll(UnfinishedSchedules.warnings(settings, effective));
        return warnings;
    }

    /**
     * What a look at a pipeline came to.
     *
     * @param bytes the memory off the heap that training takes; empty where a problem kept it from being known
     */
    private record Check(List<Problem> problems, OptionalLong bytes) {}

    private Check check(
            PipelineSettings settings, EffectiveConfiguration effective, Optional<FittedState> fitted,
            List<Problem> warnings) {
        List<Problem> problems = new ArrayList<>(new GeometryCheck(settings, effective).problems());
        FallingSchedules.of(settings).forEach(fall -> problems.add(effective.problem(fall.key(), fall.message())));
        List<Problem> absent = settings.task().check().stream().map(what -> effective.problem("task", what)).toList();
        (here ? problems : warnings).addAll(absent);
        if (!problems.isEmpty() || !absent.isEmpty()) {
            return new Check(problems, OptionalLong.empty());
        }
        OptionalLong bytes = OptionalLong.empty();
        try (OpenTask task = LoadedPipeline.open(settings.task(), fitted)) {
            checkBatches(settings, task, effective, problems);
            problems.addAll(BestNetworkCheck.problems(settings, task, effective));
            Optional<NetworkPlan> plan = plan(settings, task.shape(), effective, problems);
            if (plan.isPresent()) {
                checkRoles(settings, plan.get(), effective, problems);
                long needed = MemoryCheck.needed(settings, plan.get());
                MemoryCheck.problem(needed, availableBytes, plan.get(), effective).ifPresent(problems::add);
                if (problems.isEmpty()) {
                    problems.addAll(new PrunerCheck(settings, effective)
                            .problems(plan.get(), TrainingAhead.of(settings, task)));
                }
                if (problems.isEmpty() && here && fitted.isEmpty()) {
                    StoredWeightsCheck.problem(plan.get(), effective).ifPresent(problems::add);
                }
                bytes = OptionalLong.of(needed);
            }
        } catch (IOException unreadable) {
            problems.add(effective.problem("task", "its data cannot be read: " + unreadable));
        } catch (SettingException contradicting) {
            problems.add(
                    effective.problem("task." + contradicting.setting(), String.valueOf(contradicting.getMessage())));
        } catch (IllegalArgumentException unfit) {
            if (fitted.isEmpty()) {
                throw unfit;
            }
            problems.add(effective.problem(
                    "task", "what the run has stored of its task does not fit: " + unfit.getMessage()));
        }
        return new Check(problems, bytes);
    }

    private static Optional<NetworkPlan> plan(
            PipelineSettings settings, TaskShape task, EffectiveConfiguration effective, List<Problem> problems) {
        try {
            return Optional.of(new NetworkPlan(settings.network(), task));
        } catch (IllegalArgumentException unfit) {
            problems.add(effective.problem("network", String.valueOf(unfit.getMessage())));
            return Optional.empty();
        }
    }

    /** A mean over no batches is not a number, and an epoch of none trains nothing. */
    private static void checkBatches(
            PipelineSettings settings, OpenTask task, EffectiveConfiguration effective, List<Problem> problems) {
        List<StageSettings> stages = settings.stages();
        for (int index = 0; index < stages.size(); index++) {
            Optional<Split> needed = switch (stages.get(index)) {
                case StageSettings.Train train when train.stepsPerEpoch().isEmpty() -> Optional.of(Split.TRAIN);
                case StageSettings.LotteryTicket ticket when ticket.stepsPerEpoch().isEmpty() ->
                    Optional.of(Split.TRAIN);
                case StageSettings.Evaluate evaluate -> Optional.of(evaluate.split());
                default -> Optional.empty();
            };
            if (needed.isPresent() && task.batches(needed.get()) < 1) {
                problems.add(effective.problem(
                        "stages." + index,
                        "the task has no batch of %s data".formatted(needed.get().name().toLowerCase(Locale.ROOT))));
            }
        }
    }

    /** A regularizer, an initializer or a pruner on nothing at all would silently do nothing. */
    private static void checkRoles(
            PipelineSettings settings, NetworkPlan plan, EffectiveConfiguration effective, List<Problem> problems) {
        Set<WeightRole> there = plan.weights().stream().map(WeightShape::role)
                .collect(Collectors.toCollection(TreeSet::new));
        List<Regularizer> regularizers = settings.regularizers();
        for (int index = 0; index < regularizers.size(); index++) {
            requireAny(regularizers.get(index).on(), there, "regularizers." + index + ".on", effective, problems);
        }
        settings.network().firstWeights().map(WeightInitializer::on)
                .ifPresent(on -> requireAny(on, there, "network.first-weights", effective, problems));
        settings.pruner().map(Pruner::on).ifPresent(on -> requireAny(on, there, "pruner.on", effective, problems));
    }

    private static void requireAny(
            Set<WeightRole> on,
            Set<WeightRole> there,
            String key,
            EffectiveConfiguration effective,
            List<Problem> problems) {
        if (Collections.disjoint(on, there)) {
            problems.add(effective.problem(
                    key, "the network has no %s weights; it has %s".formatted(written(on), written(there))));
        }
    }

    private static String written(Set<WeightRole> roles) {
        return roles.stream()
                .map(role -> role.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }
}
