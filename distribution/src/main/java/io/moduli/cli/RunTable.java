package io.moduli.cli;

import io.moduli.api.task.Metric;
import io.moduli.core.pipeline.StageReport;
import io.moduli.core.run.RunSummary;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** What a run came to, for people. */
record RunTable(RunSummary summary) {

    /** @param ansi whether the headings stand out */
    void print(PrintStream out, Ansi ansi) {
        out.println();
        TextTable stages = new TextTable(List.of("Stage", ">Seconds", "Metrics"));
        for (StageReport stage : summary.stages()) {
            stages.add(stage.number() + " " + stage.name(), Numbers.seconds(stage.seconds()), metrics(stage.metrics()));
        }
        stages.print(out, ansi);
        out.println();
        TextTable sparsity = new TextTable(List.of("Weights", ">Sparsity", ">Asked for"));
        summary.sparsity().byParameter().forEach((name, share) -> sparsity.add(name, Numbers.percent(share), ""));
        summary.pruning().ifPresent(pruning -> sparsity.add(
                "those to prune", Numbers.percent(pruning.reached()), Numbers.percent(pruning.asked())));
        sparsity.add("all", Numbers.percent(summary.sparsity().overall()), "");
        sparsity.print(out, ansi);
        out.println();
        out.println(Numbers.significant(summary.stepsPerSecond()) + " training steps per second");
    }

    /** Metrics with their units, in one line. */
    static String metrics(List<Metric> metrics) {
        return metrics.stream()
                .map(metric -> metric.name() + " " + Numbers.significant(metric.value())
                        + (metric.unit().isEmpty() ? "" : " " + metric.unit()))
                .collect(Collectors.joining(", "));
    }
}
