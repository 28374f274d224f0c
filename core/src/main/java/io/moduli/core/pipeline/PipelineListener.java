package io.moduli.core.pipeline;

import io.moduli.core.engine.storage.StorageChoice;
import io.moduli.core.pruning.MaskUpdate;

/** Is informed of what happens while a pipeline runs, by the thread that runs it; calls must return quickly. */
public interface PipelineListener {

    /** A stage begins. */
    default void stageStarted(StageStart stage) {}

    /** A training step or an evaluated batch is done. */
    default void stepDone(long step, double loss) {}

    /** An epoch is done, with its pruning. */
    default void epochDone(EpochReport epoch) {}

    /** The network is the best so far in a stage that keeps its best one. */
    default void improved(int stage) {}

    /** A stage is done. */
    default void stageDone(StageReport stage) {}

    /** A weight was pruned for the first time, or its storage format changes. */
    default void stored(String weight, StorageChoice choice) {}

    /** A pruner changed masks while the network trained. */
    default void masksChanged(MaskUpdate update) {}

    /** A warning for the user. */
    default void warned(String message) {}
}
