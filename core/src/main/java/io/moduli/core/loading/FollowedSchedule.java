package io.moduli.core.loading;

import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.core.pipeline.PipelineSettings;
import io.moduli.core.pipeline.StageSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The part of a schedule that a training stage follows. The pruner's schedule continues from stage to stage, a stage's
 * own begins with the stage.
 *
 * @param key the key of the schedule in the pipeline, such as {@code pruner.schedule}
 * @param schedule the schedule
 * @param stage the index of the stage
 * @param begin the epochs of the schedule that are done when the stage begins
 * @param epochs those that the stage adds
 */
record FollowedSchedule(String key, SparsitySchedule schedule, int stage, int begin, int epochs) {

    /** Less than any share of entries that makes a difference in a network, more than rounding. */
    static final double ROUNDING = 1e-9;

    /** All schedules that the stages of a pipeline follow, in order; none without a pruner. */
    static List<FollowedSchedule> of(PipelineSettings settings) {
        List<FollowedSchedule> followed = new ArrayList<>();
        Optional<SparsitySchedule> common = settings.pruner().map(pruner -> pruner.schedule());
        int epochs = 0;
        for (int stage = 0; common.isPresent() && stage < settings.stages().size(); stage++) {
            if (settings.stages().get(stage) instanceof StageSettings.Train train) {
                followed.add(train.schedule().isPresent()
                        ? new FollowedSchedule(
                                "stages." + stage + ".schedule", train.schedule().get(), stage, 0, train.epochs())
                        : new FollowedSchedule("pruner.schedule", common.get(), stage, epochs, train.epochs()));
                epochs += train.epochs();
            }
        }
        return followed;
    }

    /** Whether a share is the schedule's target, or above it, but for rounding. */
    boolean comesToTarget(double sparsity) {
        return sparsity >= schedule.target() - ROUNDING;
    }

    /** The epochs of the schedule that are done when the stage ends. */
    int end() {
        return begin + epochs;
    }
}
