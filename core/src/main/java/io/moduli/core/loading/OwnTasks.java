package io.moduli.core.loading;

import io.moduli.api.task.FittedState;
import io.moduli.api.task.OpenTask;
import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.text.EffectiveConfiguration;
import io.moduli.core.pipeline.PipelineSettings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Opens each pipeline's own task.
 *
 * @param fitted its fitted state, if it has one
 */
record OwnTasks(Optional<FittedState> fitted) implements CheckedTasks {

    @Override
    public List<String> lacks(PipelineSettings settings, EffectiveConfiguration effective) {
        return settings.task().check();
    }

    @Override
    public void look(PipelineSettings settings, EffectiveConfiguration effective, Look look) throws IOException {
        try (OpenTask task = LoadedPipeline.open(settings.task(), fitted)) {
            look.at(task);
        }
    }

    @Override
    public List<Problem> check(String part, Supplier<List<Problem>> check) {
        return check.get();
    }
}
