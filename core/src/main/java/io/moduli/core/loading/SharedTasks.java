package io.moduli.core.loading;

import io.moduli.api.task.OpenTask;
import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.text.EffectiveConfiguration;
import io.moduli.core.pipeline.PipelineSettings;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Opens tasks with identical settings only once, and keeps them open: the shape of a task depends on its settings; the
 * seed changes only the contents of its batches. Several threads may use it, but they look at tasks one at a time: a
 * plugin's task need not expect more than one thread.
 */
final class SharedTasks implements CheckedTasks, AutoCloseable {

    private final Map<String, List<String>> lacking = new HashMap<>();
    private final Map<String, OpenTask> open = new HashMap<>();
    private final Set<String> sound = new HashSet<>();

    @Override
    public synchronized List<String> lacks(PipelineSettings settings, EffectiveConfiguration effective) {
        return lacking.computeIfAbsent(key(effective), _ -> settings.task().check());
    }

    @Override
    public synchronized void look(PipelineSettings settings, EffectiveConfiguration effective, Look look)
            throws IOException {
        look.at(open(settings, effective));
    }

    @Override
    public synchronized List<Problem> check(String part, Supplier<List<Problem>> check) {
        if (sound.contains(part)) {
            return List.of();
        }
        List<Problem> problems = check.get();
        if (problems.isEmpty()) {
            sound.add(part);
        }
        return problems;
    }

    /** The task, open until this is closed. */
    synchronized OpenTask open(PipelineSettings settings, EffectiveConfiguration effective) throws IOException {
        OpenTask task = open.get(key(effective));
        if (task == null) {
            task = settings.task().open();
            open.put(key(effective), task);
        }
        return task;
    }

    private static String key(EffectiveConfiguration effective) {
        return effective.renderPlainOf(Set.of("task"));
    }

    @Override
    public synchronized void close() {
        open.values().forEach(OpenTask::close);
    }
}
