package io.moduli.core.experiment.engine;

import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import java.util.Optional;

/** Settings of the local engine. */
@Description("Runs trials on this machine, in processes of their own")
public record LocalEngineSettings(
        @Description("How many trials run at once; if not given as many as the machine has processors, or as fit into its memory") @Range(min = 1, max = 1024) Optional<Integer> parallel,
        @Description("Threads of each trial; if not given the processors are shared out") @Range(min = 1, max = 1024) Optional<Integer> threadsPerTrial) {
}
