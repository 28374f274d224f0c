package io.moduli.core.loading;

import io.moduli.api.task.OpenTask;
import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.text.EffectiveConfiguration;
import io.moduli.core.pipeline.PipelineSettings;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** Opens the tasks of pipelines that are being checked, and remembers what need not be checked again. */
interface CheckedTasks {

    /** What a task is missing in the outside world, a sentence each. */
    List<String> lacks(PipelineSettings settings, EffectiveConfiguration effective);

    /**
     * Checks an opened task.
     *
     * @throws IOException if its data cannot be read
     */
    void look(PipelineSettings settings, EffectiveConfiguration effective, Look look) throws IOException;

    /**
     * Checks a part of a pipeline, unless the same part was already found valid in another pipeline.
     *
     * @param part its text
     * @param check finds its problems
     */
    List<Problem> check(String part, Supplier<List<Problem>> check);

    /** What is done with a task. */
    @FunctionalInterface
    interface Look {

        /** Checks the task, which is open in the meantime. */
        void at(OpenTask task);
    }
}
