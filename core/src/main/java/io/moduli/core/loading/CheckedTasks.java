package io.moduli.core.loading;

import io.moduli.api.task.OpenTask;
import io.moduli.core.config.text.EffectiveConfiguration;
import io.moduli.core.pipeline.PipelineSettings;
import java.io.IOException;
import java.util.List;

/** Opens the tasks of pipelines that are looked at. */
interface CheckedTasks {

    /** What a task lacks of the world outside, a sentence each. */
    List<String> lacks(PipelineSettings settings, EffectiveConfiguration effective);

    /**
     * Looks at an opened task.
     *
     * @throws IOException where its data cannot be read
     */
    void look(PipelineSettings settings, EffectiveConfiguration effective, Look look) throws IOException;

    /** What is done with a task. */
    @FunctionalInterface
    interface Look {

        /** Looks at it; it is open as long as this takes. */
        void at(OpenTask task);
    }
}
