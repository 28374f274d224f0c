package io.moduli.core.pipeline;

import io.moduli.api.pruning.SparsitySchedule;
import io.moduli.api.pruning.TrainingProgress;

/**
 * A training stage as pruning sees it: a part of all training, along a course of sparsity.
 *
 * @param schedule the course of sparsity
 * @param scheduleBegin the epochs of the schedule that were done before the stage
 * @param stepsPerEpoch steps in each epoch of the stage
 * @param begin where training stands at the beginning of the stage
 */
record PruningCourse(SparsitySchedule schedule, double scheduleBegin, long stepsPerEpoch, TrainingProgress begin) {

    /** The share that the schedule says after some steps of the stage. */
    double sparsity(long step) {
        return schedule.sparsity(scheduleBegin + epochs(step));
    }

    /** Where training stands after some steps of the stage. */
    TrainingProgress after(long step) {
        return new TrainingProgress(
                begin.steps() + step, begin.allSteps(), begin.epochs() + epochs(step), begin.allEpochs());
    }

    private double epochs(long step) {
        return (double) step / stepsPerEpoch;
    }
}
