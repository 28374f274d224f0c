package io.moduli.core.loading;

import io.moduli.api.task.OpenTask;
import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.text.EffectiveConfiguration;
import io.moduli.core.pipeline.PipelineSettings;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** Opens the tasks of pipelines that are checked, and knows what need not be checked again. */
interface CheckedTasks {

    /** What a task lacks of the world outside, a sentence each. */
    List<String> lacks(PipelineSettings settings, EffectiveConfiguration effective);

    /**
     * Looks at an opened task.
     *
     * @throws IOException where its data cannot be read
     */
    void look(PipelineSettings settings, EffectiveConfiguration effective, Look look) throws IOException;

    /**
     * Checks a part of a pipeline, unless the same part was sound in another pipeline before.
     *
     * @param part its text
     * @param check finds what is wrong with it
     */
    List<Problem> check(String part, Supplier<List<Problem>> check);

    /** What is done with a task. */
    @FunctionalInterface
    interface Look {

        /** Looks at it; it is open as long as this takes. */
        void at(OpenTask task);
    }
}
