package io.moduli.core.pipeline;

import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;

/** What is reported of a run. */
@Description("The report of a run")
public record ReportSettings(
        @Default("true") @Description("Whether a page with curves, weights and what the task shows is written at the end") boolean enabled,
        @Default("false") @Description("Whether the numbers behind what the task shows, and the hidden states on a test batch, are written, too, as NumPy's files in data/") boolean data) {}
