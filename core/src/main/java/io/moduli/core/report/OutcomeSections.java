package io.moduli.core.report;

import io.moduli.api.task.Metric;
import io.moduli.core.pipeline.StageReport;
import io.moduli.core.pipeline.StageStart;
import io.moduli.core.report.figure.ReadableNumber;
import io.moduli.core.report.page.Section;
import io.moduli.core.report.page.Section.Block;
import java.util.ArrayList;
import java.util.List;

/** What the run came to: a table of stages with their metrics, and what holds of the run as a whole. */
final class OutcomeSections {

    private static final int DIGITS = 5;

    private OutcomeSections() {}

    static Section result(ReportSource source) {
        List<List<String>> rows = new ArrayList<>();
        for (StageStart stage : source.history().started()) {
            source.history().done().stream()
                    .filter(done -> done.number() == stage.number())
                    .findFirst()
                    .ifPresentOrElse(
                            done -> addMetrics(stage, done, rows),
                            () -> rows.add(List.of(stage(stage), "not finished", "", "")));
        }
        List<Block> blocks = new ArrayList<>();
        source.problem().ifPresent(problem -> blocks.add(new Section.Paragraph(problem)));
        blocks.add(new Section.Table(List.of("Stage", "Time", "Metric", "Value"), rows));
        blocks.add(new Section.Table(
                List.of("Of the whole run", "Value"),
                List.of(
                        List.of("weights removed", ReadableNumber.percent(source.sparsity().overall())),
                        List.of("training steps per second", ReadableNumber.of(source.stepsPerSecond(), DIGITS)),
                        List.of("seed", Long.toString(source.seed())))));
        return new Section("Result", blocks);
    }

    private static void addMetrics(StageStart stage, StageReport done, List<List<String>> rows) {
        String time = ReadableNumber.duration(done.seconds());
        if (done.metrics().isEmpty()) {
            rows.add(List.of(stage(stage), time, "", ""));
        }
        for (int index = 0; index < done.metrics().size(); index++) {
            Metric metric = done.metrics().get(index);
            boolean first = index == 0;
            rows.add(List.of(
                    first ? stage(stage) : "",
                    first ? time : "",
                    metric.name(),
                    (ReadableNumber.of(metric.value(), DIGITS) + " " + metric.unit()).strip()));
        }
    }

    private static String stage(StageStart stage) {
        String kind = stage.name().equals(stage.kind()) ? "" : " (" + stage.kind() + ")";
        return stage.number() + ". " + stage.name() + kind;
    }
}
