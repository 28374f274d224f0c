package io.moduli.core.loading;

import io.moduli.api.initializer.WeightInitializer;
import io.moduli.api.pruning.Pruner;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.settings.SettingException;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Split;
import io.moduli.api.task.TaskShape;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.text.EffectiveConfiguration;
import io.moduli.core.metric.MetricMeanings;
import io.moduli.core.network.NetworkPlan;
import io.moduli.core.pipeline.PipelineSettings;
import io.moduli.core.pipeline.StageSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds the problems of a pipeline whose components have been created. */
final class PipelineCheck {

    /** The keys on which the check of geometries depends. */
    private static final Set<String> READ_BY_GEOMETRIES = Set.of("network", "regularizers", "pruner");

    /** The keys on which the check of the pruner depends. */
    private static final Set<String> READ_BY_PRUNERS = Set.of("task", "network", "pruner", "stages");

    private final PipelineSettings settings;
    private final EffectiveConfiguration effective;
    private final CheckedTasks tasks;
    private final MetricMeanings meanings;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private OptionalLong bytes = OptionalLong.empty();

    /** @param tasks opens the task */
    PipelineCheck(
            PipelineSettings settings, EffectiveConfiguration effective, CheckedTasks tasks,
            MetricMeanings meanings) {
        this.settings = settings;
        this.effective = effective;
        this.tasks = tasks;
        this.meanings = meanings;
    }

    /** The problems found so far. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** What is allowed, but probably not intended, sorted by file and line. */
    List<Problem> warnings() {
        return warnings.stream().sorted().toList();
    }

    /** The off-heap memory that training takes; empty if it could not be determined because of a problem. */
    OptionalLong bytes() {
        return bytes;
    }

    /**
     * Performs all checks.
     *
     * @param available the memory that the network and its training may take
     * @param here whether it will run on this machine; if not, missing data of a task are only a warning
     * @param fitted whether the task is opened with a fitted state
     */
    void look(long available, boolean here, boolean fitted) {
        GeometryCheck geometry = new GeometryCheck(settings, effective);
        warnings.addAll(geometry.warnings());
        warnings.addAll(UnfinishedSchedules.warnings(settings, effective));
        problems.addAll(tasks.check("geometry " + effective.renderPlainOf(READ_BY_GEOMETRIES), geometry::problems));
        FallingSchedules.of(settings).forEach(fall -> problems.add(effective.problem(fall.key(), fall.message())));
        List<Problem> absent = tasks.lacks(settings, effective).stream()
                .map(what -> effective.problem("task", what)).toList();
        (here ? problems : warnings).addAll(absent);
        if (!problems.isEmpty() || !absent.isEmpty()) {
            return;
        }
        try {
            tasks.look(settings, effective, task -> lookAt(task, available, here && !fitted));
        } catch (IOException unreadable) {
            problems.add(effective.problem("task", "its data cannot be read: " + unreadable));
        } catch (SettingException contradicting) {
            problems.add(
                    effective.problem("task." + contradicting.setting(), String.valueOf(contradicting.getMessage())));
        } catch (IllegalArgumentException unfit) {
            if (!fitted) {
                throw unfit;
            }
            problems.add(effective.problem(
                    "task", "what the run has stored of its task does not fit: " + unfit.getMessage()));
        }
    }

    private void lookAt(OpenTask task, long available, boolean weightsNeeded) {
        checkBatches(settings, task, effective, problems);
        problems.addAll(BestNetworkCheck.problems(
                settings, task, meanings, effective));
        Optional<NetworkPlan> plan = plan(settings, task.shape(), effective, problems);
        if (plan.isPresent()) {
            checkRoles(settings, plan.get(), effective, problems);
            long needed = MemoryCheck.needed(settings, plan.get());
            MemoryCheck.problem(needed, available, plan.get(), effective).ifPresent(problems::add);
            if (problems.isEmpty()) {
                problems.addAll(tasks.check("pruner " + effective.renderPlainOf(READ_BY_PRUNERS),
                        () -> new PrunerCheck(settings, effective)
                                .problems(plan.get(), task)));
                CadenceCheck cadence = new CadenceCheck(settings, effective, task);
                cadence.neverAsked().ifPresent(problems::add);
                warnings.addAll(cadence.warnings());
            }
            if (problems.isEmpty() && weightsNeeded) {
                StoredWeightsCheck.problem(plan.get(), effective).ifPresent(problems::add);
            }
            bytes = OptionalLong.of(needed);
        }
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

    /** A mean over no batches is not a number, and an epoch without batches trains nothing. */
    private static void checkBatches(
            PipelineSettings settings, OpenTask task, EffectiveConfiguration effective, List<Problem> problems) {
        List<StageSettings> stages = settings.stages();
        for (int index = 0; index < stages.size(); index++) {
            StageSettings stage = stages.get(index);
            Optional<Split> needed = Optional.empty();
            if (stage instanceof StageSettings.Training training && training.stepsPerEpoch().isEmpty()) {
                needed = Optional.of(Split.TRAIN);
            } else if (stage instanceof StageSettings.Evaluate evaluate) {
                needed = Optional.of(evaluate.split());
            }
            if (needed.isPresent() && task.batches(needed.get()) < 1) {
                problems.add(effective.problem(
                        "stages." + index,
                        "the task has no batch of %s data".formatted(needed.get().name().toLowerCase(Locale.ROOT))));
            }
        }
    }

    /** A regularizer, an initializer or a pruner that matches no weight would silently do nothing. */
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
