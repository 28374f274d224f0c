package io.moduli.cli;

import io.moduli.api.task.Metric;
import io.moduli.core.metric.MetricMeanings;
import io.moduli.core.pipeline.StageReport;
import io.moduli.core.run.RunSummary;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/** The result of a run, for people. */
record RunTable(RunSummary summary) {

    void print(Console console) {
        PrintStream out = console.out();
        out.println();
        TextTable stages = new TextTable(List.of("Stage", ">Seconds", "Metrics"));
        for (StageReport stage : summary.stages()) {
            stages.add(WrappedText.unbroken(stage.number() + " " + stage.name()), Numbers.seconds(stage.seconds()),
                    cell(stage.metrics()));
        }
        stages.print(console);
        summary.stages().forEach(stage -> warn(
                console, "stage %d, %s".formatted(stage.number(), stage.name()), stage, summary.meanings()));
        out.println();
        TextTable sparsity = new TextTable(List.of("Weights", ">Sparsity", ">Asked for"));
        summary.sparsity().byParameter().forEach((name, share) -> sparsity.add(name, Numbers.percent(share), ""));
        summary.pruning().ifPresent(pruning -> sparsity.add(
                "those to prune", Numbers.percent(pruning.reached()), Numbers.percent(pruning.asked())));
        sparsity.add("all", Numbers.percent(summary.sparsity().overall()), "");
        sparsity.print(console);
        out.println();
        out.println(Numbers.significant(summary.stepsPerSecond()) + " training steps per second");
    }

    /** Warns about networks that have learned nothing. */
    static void warn(Console console, String where, StageReport stage, MetricMeanings meanings) {
        meanings.atBaseline(stage.metrics())
                .forEach(found -> console.warn(found.warning(where, Numbers::metric)));
    }

    /** Metrics with their units, in one line. */
    static String metrics(List<Metric> metrics) {
        return metrics.stream().map(Numbers::metric).collect(Collectors.joining(", "));
    }

    /** Metrics with their units, wrapped for a table. */
    static String cell(List<Metric> metrics) {
        return metrics.stream().map(Numbers::metric).map(WrappedText::unbroken).collect(Collectors.joining(", "));
    }
}
