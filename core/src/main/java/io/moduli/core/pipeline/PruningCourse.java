package io.moduli.core.pipeline;

import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.pruning.TrainingProgress;

/**
 * A training stage from the point of view of pruning: a part of all training, along a course of sparsity.
 *
 * @param schedule the course of sparsity
 * @param scheduleBegin the epochs of the schedule that were done before the stage
 * @param stepsPerEpoch steps in each epoch of the stage
 * @param begin the training progress at the beginning of the stage
 */
record PruningCourse(SparsitySchedule schedule, double scheduleBegin, long stepsPerEpoch, TrainingProgress begin) {

    /** The share given by the schedule after some steps of the stage. */
    double sparsity(long step) {
        return schedule.sparsity(scheduleBegin + epochs(step));
    }

    /** The training progress after some steps of the stage. */
    TrainingProgress after(long step) {
        return new TrainingProgress(
                begin.steps() + step, begin.allSteps(), begin.epochs() + epochs(step), begin.allEpochs());
    }

    private double epochs(long step) {
        return (double) step / stepsPerEpoch;
    }
}
