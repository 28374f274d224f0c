package io.moduli.core.run;

import io.moduli.api.task.OpenTask;
import io.moduli.core.loading.LoadedPipeline;
import io.moduli.core.pipeline.Pipeline;
import io.moduli.core.report.Report;
import io.moduli.core.report.ReportSource;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** Writes the report of a run, if the pipeline wants one; where that fails it is a warning, for the run is safe by then. */
record Reporting(
        LoadedPipeline pipeline,
        RunDirectory directory,
        OpenTask task,
        String provenance,
        RecordingListener recording) {

    /**
     * Writes the report.
     *
     * @param problem why the run did not end as it should
     */
    void report(Pipeline running, RunSummary summary, Optional<String> problem) {
        if (!pipeline.settings().report().enabled()) {
            return;
        }
        ReportSource source = new ReportSource(
                summary.name(),
                summary.outcome().name().toLowerCase(Locale.ROOT),
                problem,
                summary.seed(),
                summary.stepsPerSecond(),
                recording.history(),
                running.network(),
                running.regularization(),
                running.geometries(),
                task,
                pipeline.effective().render(),
                provenance);
        try {
            Report.write(
                    source, (name, content) -> directory.write(name, output -> output.write(content)),
                    recording::warnedAtTheEnd);
        } catch (IOException unwritable) {
            recording.warnedAtTheEnd("the report could not be written: " + unwritable.getMessage());
        } catch (RuntimeException | Error failed) {
            recording.warnedAtTheEnd("the report could not be written: " + failed);
        }
    }
}
