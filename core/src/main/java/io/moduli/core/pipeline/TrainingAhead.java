package io.moduli.core.pipeline;

import io.moduli.api.pruning.TrainingProgress;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Split;
import java.util.Optional;

/** All the training that pruning accompanies, none of which has been done. */
public final class TrainingAhead {

    private TrainingAhead() {}

    /** The steps and epochs of a pipeline's training stages. */
    public static TrainingProgress of(PipelineSettings settings, OpenTask task) {
        long steps = 0;
        int epochs = 0;
        for (StageSettings stage : settings.stages()) {
            if (stage instanceof StageSettings.Train train) {
                steps += train.epochs() * stepsPerEpoch(train.stepsPerEpoch(), task);
                epochs += train.epochs();
            }
        }
        return new TrainingProgress(0, steps, 0, epochs);
    }

    /** Steps in an epoch of a stage: the stage's setting, or all training batches. */
    public static long stepsPerEpoch(Optional<Integer> wanted, OpenTask task) {
        return wanted.map(Integer::longValue).orElseGet(() -> task.batches(Split.TRAIN));
    }
}
