package io.moduli.core.run;

import io.moduli.api.task.OpenTask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.metric.MetricMeanings;
import io.moduli.core.network.Network;
import io.moduli.core.pipeline.Pipeline;
import io.moduli.core.pipeline.PipelineSettings;
import io.moduli.core.pipeline.StageStart;
import io.moduli.core.report.NetworkPortrait;
import io.moduli.core.report.PortrayedNetwork;
import io.moduli.core.report.Report;
import io.moduli.core.report.ReportSource;
import io.moduli.core.report.RunTerms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Writes the report of a run, if the pipeline wants one; a failure is only a warning, since the run is safe by then. */
final class Reporting {

    private final PipelineSettings settings;
    private final String configuration;
    private final RunDirectory directory;
    private final OpenTask task;
    private final MetricMeanings meanings;
    private final String provenance;
    private final List<NetworkPortrait> portraits = new ArrayList<>();
    /** What could not be portrayed. */
    private final List<String> gaps = new ArrayList<>();

    /**
     * @param configuration the effective configuration, as stored in the directory
     * @param meanings the definitions of the task's metrics
     */
    Reporting(
            PipelineSettings settings, String configuration, RunDirectory directory, OpenTask task,
            MetricMeanings meanings, String provenance) {
        this.settings = settings;
        this.configuration = configuration;
        this.directory = directory;
        this.task = task;
        this.meanings = meanings;
        this.provenance = provenance;
    }

    /**
     * Keeps what the report shows about the network in its current state.
     *
     * @param file the name under which it is stored
     * @param moment a description of the moment
     */
    void portray(Pipeline running, String file, String moment) {
        if (settings.report().enabled()) {
            portraits.add(NetworkPortrait.of(
                    new PortrayedNetwork(
                            file, moment, portraits.isEmpty(), running.network(), running.regularization(),
                            running.geometries(), task),
                    settings.report().data(), gaps::add));
        }
    }

    /**
     * Keeps what the report shows about a network whose weights a lottery-ticket stage is about to replace. If that fails,
     * the report says so, and the run goes on.
     */
    void portrayBefore(StageStart ticket, Pipeline running, String file) {
        try {
            portray(running, file, "before stage %d (%s) drew fresh ones".formatted(ticket.number(), ticket.name()));
        } catch (RuntimeException | Error failed) {
            gaps.add("the report does not show %s: %s".formatted(file, failed));
        }
    }

    /**
     * Writes the report.
     *
     * @param file the name under which the final network is stored
     * @param problem the reason if the run did not end normally
     * @param recording the history of the run, which also receives warnings
     */
    void report(
            Pipeline running, String file, RunSummary summary, Optional<String> problem, RecordingListener recording) {
        if (!settings.report().enabled()) {
            return;
        }
        try {
            portray(running, file, "at the end of the run");
            gaps.forEach(recording::warnedAtTheEnd);
            ReportSource source = new ReportSource(
                    summary.name(),
                    summary.outcome().name().toLowerCase(Locale.ROOT),
                    problem,
                    summary.seed(),
                    summary.stepsPerSecond(),
                    recording.history(),
                    summary.sparsity(),
                    portraits,
                    terms(summary, running.network()),
                    configuration,
                    provenance);
            Report.write(
                    source, (name, content) -> directory.write(name, output -> output.write(content)));
        } catch (IOException unwritable) {
            recording.warnedAtTheEnd("the report could not be written: " + unwritable.getMessage());
        } catch (RuntimeException | Error failed) {
            recording.warnedAtTheEnd("the report could not be written: " + failed);
        }
    }

    private RunTerms terms(RunSummary summary, Network network) {
        return new RunTerms(
                RunTerms.unit(task.shape().loss()), meanings, task.baselineLoss(),
                settings.clipNorm().stream().mapToDouble(Double::doubleValue).findFirst(),
                summary.pruning().map(pruning -> new RunTerms.Removal(
                        pruning.asked(), pruning.reached(), pruning.asked() * shareToPrune(network))));
    }

    /** The share of all weights that the pruner is on. */
    private double shareToPrune(Network network) {
        Set<WeightRole> on = settings.pruner().orElseThrow().on();
        long all = 0;
        long prunable = 0;
        for (Parameter weight : network.weights()) {
            WeightShape shape = weight.weight().orElseThrow();
            all += shape.entries();
            prunable += on.contains(shape.role()) ? shape.entries() : 0;
        }
        return (double) prunable / all;
    }
}
