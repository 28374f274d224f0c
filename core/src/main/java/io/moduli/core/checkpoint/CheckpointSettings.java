package io.moduli.core.checkpoint;

import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;

/**
 * A pipeline's settings of its checkpoints.
 *
 * @param enabled whether checkpoints are written
 * @param everyMinutes minutes between checkpoints within an epoch
 * @param keep how many of the latest are kept
 */
@Description("The checkpoints of a run, from which it can be resumed")
public record CheckpointSettings(
        @Default("true") @Description("Whether checkpoints are written after each epoch and each pruning") boolean enabled,
        @Default("10") @Description("Minutes after which a checkpoint is written within an epoch, too") @Range(min = 0, aboveMin = true) double everyMinutes,
        @Default("2") @Description("How many of the last checkpoints are kept") @Range(min = 1, max = 1000) int keep) {}
