package io.moduli.core.checkpoint;

import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;

/**
 * What a pipeline says of its checkpoints.
 *
 * @param enabled whether there are any
 * @param everyMinutes how often the run is kept within an epoch
 * @param keep how many of the last ones are kept
 */
@Description("What is kept of a run on its way, for it to be resumed")
public record CheckpointSettings(
        @Default("true") @Description("Whether the run is kept after each epoch and each pruning") boolean enabled,
        @Default("10") @Description("Minutes after which it is kept within an epoch, too") @Range(min = 0, aboveMin = true) double everyMinutes,
        @Default("2") @Description("How many of the last checkpoints are kept") @Range(min = 1, max = 1000) int keep) {}
