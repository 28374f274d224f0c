package io.moduli.core.pipeline;

import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;

/** The settings of a run's report. */
@Description("The report of a run")
public record ReportSettings(
        @Default("true") @Description("Whether a page with curves, weights and exhibits of the task is written at the end") boolean enabled,
        @Default("false") @Description("Whether the numbers behind the exhibits of the task, and the hidden states on a test batch, are also written, as NumPy files in data/") boolean data) {}
