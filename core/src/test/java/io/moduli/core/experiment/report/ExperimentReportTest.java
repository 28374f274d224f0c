package io.moduli.core.experiment.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.core.experiment.result.ExperimentResults;
import io.moduli.core.experiment.result.ResultsForge;
import io.moduli.core.experiment.statistics.ExperimentStatistics;
import io.moduli.core.report.figure.Axis;
import io.moduli.core.report.figure.Chart;
import io.moduli.core.report.figure.Figure;
import io.moduli.core.report.figure.HeatMap;
import io.moduli.core.report.figure.Layer;
import io.moduli.core.report.figure.ParallelCoordinates;
import io.moduli.core.report.page.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentReportTest {

    @TempDir
    private Path folder;

    @Test
    void writesTablesForPeopleAndProgramsAndAPage() throws IOException {
        ExperimentReport.write(folder, SimulatedExperiment.grid(folder, 5));

        assertThat(Files.readAllLines(folder.resolve("results.csv"))).hasSize(1 + 60 * 2);
        assertThat(folder.resolve("results.json")).content().contains("\"evaluate.error\"");
        assertThat(folder.resolve("tables.txt")).content()
                .contains("spaces-at-90: evaluate.error (cm)\n", "spaces-at-90: evaluate-lottery-ticket.error");
        assertThat(folder.resolve("tables.md")).content()
                .contains("| space | sparsity | n | failed | mean |",
                        "1 trial failed: 1 of space = none, sparsity = 0.9.",
                        "1 trial finished without a value of this metric: 1 of space = none, sparsity = 0.8.");
        assertThat(folder.resolve("tables.tex")).content().contains("\\begin{tabular}{llrrrrrrrr}");
        assertThat(folder.resolve("report.html")).content()
                .contains("diverged in epoch 3, step 41: loss is NaN", "<a href=\"./trials/7/run/report.html\">7</a>")
                .doesNotContain("http-equiv=\"refresh\"");
    }

    @Test
    void theHeadOfThePageHasTheQuestionAndTheVersionsOfTheFirstTrial() throws IOException {
        ExperimentResults results = SimulatedExperiment.grid(folder, 5);
        Files.writeString(folder.resolve("trials/0/run/provenance.json"),
                "{\"moduli\":\"0.1.0\",\"started\":\"2026-11-30T12:16:45Z\",\"threads\":1}");

        ExperimentReport.write(folder, results);

        assertThat(folder.resolve("report.html")).content().contains(
                "<p class=\"question\">evaluate.error, evaluate-lottery-ticket.error by space and sparsity, with 5 seeds, compared with space = none</p>",
                "<p class=\"facts\">started 30 November 2026, 12:16 UTC \u00b7 Moduli 0.1.0 \u00b7 1 thread</p>",
                "<h2>evaluate.error (cm)</h2>", "<th>evaluate.error (cm)</th>");
    }

    @Test
    void theSameResultsMakeTheSameFiles() throws IOException {
        ExperimentResults results = SimulatedExperiment.grid(folder, 3);
        ExperimentReport.write(folder, results);
        byte[] first = Files.readAllBytes(folder.resolve("report.html"));
        byte[] csv = Files.readAllBytes(folder.resolve("results.csv"));

        ExperimentReport.write(folder, results);

        assertThat(Files.readAllBytes(folder.resolve("report.html"))).isEqualTo(first);
        assertThat(Files.readAllBytes(folder.resolve("results.csv"))).isEqualTo(csv);
    }

    @Test
    void aGridHasAFigureOverEachAxisAMapAndCurvesWithBands() throws IOException {
        List<Figure> figures = figures(SimulatedExperiment.grid(folder, 5));

        assertThat(figures).extracting(Figure::title).containsExactly(
                "evaluate.error over space", "evaluate.error over sparsity",
                "evaluate.error by space and sparsity",
                "evaluate-lottery-ticket.error over space", "evaluate-lottery-ticket.error over sparsity",
                "evaluate-lottery-ticket.error by space and sparsity",
                "training loss by epoch, sparsity = 0.8", "validation loss by epoch, sparsity = 0.8",
                "training loss by epoch, sparsity = 0.9", "validation loss by epoch, sparsity = 0.9",
                "training loss by epoch, sparsity = 0.95", "validation loss by epoch, sparsity = 0.95",
                "training loss by epoch, sparsity = 0.98", "validation loss by epoch, sparsity = 0.98");
        Chart over = (Chart) figures.get(1);
        assertThat(layers(over, Layer.Line.class)).extracting(Layer::name)
                .containsExactly("none", "torus", "klein-bottle");
        assertThat(layers(over, Layer.Errors.class)).allMatch(errors -> ((Layer.Errors) errors).x().length == 4);
        // 5 of 4 conditions each but one that failed and, of another space, one that is not finished
        assertThat(layers(over, Layer.Dots.class)).extracting(dots -> ((Layer.Dots) dots).x().length)
                .containsExactly(18, 20, 20);
        assertThat(over.planes().getFirst().y()).isEqualTo(Axis.of("evaluate.error", "cm"));
        assertThat(((Chart) figures.get(4)).planes().getFirst().y().unit()).isEqualTo("dimensionless");
        HeatMap map = (HeatMap) figures.get(2);
        assertThat(map.rows().names()).containsExactly("none", "torus", "klein-bottle");
        assertThat(map.columns().names()).containsExactly("0.8", "0.9", "0.95", "0.98");
        Chart curves = (Chart) figures.get(6);
        assertThat(layers(curves, Layer.Band.class)).hasSize(3);
        assertThat(layers(curves, Layer.Beginning.class)).extracting(Layer::name)
                .containsExactly("train", "lottery-ticket");
    }

    @Test
    void aRandomSearchHasParallelCoordinatesAndAScatterPlotOverEachAxis() throws IOException {
        List<Figure> figures = figures(SimulatedExperiment.search(folder, 60));

        assertThat(figures).extracting(Figure::title).startsWith(
                "evaluate.error and all axes", "evaluate.error over learning-rate", "evaluate.error over strength",
                "evaluate.error over cell");
        assertThat(layers((Chart) figures.get(1), Layer.Dots.class))
                .extracting(dots -> ((Layer.Dots) dots).x().length).containsExactly(60);
        ParallelCoordinates parallel = (ParallelCoordinates) figures.getFirst();
        assertThat(parallel.axes()).extracting(Axis::label)
                .containsExactly("learning-rate", "strength", "cell", "evaluate.error");
        assertThat(parallel.axes().getFirst().scale()).isEqualTo(Axis.Scale.LOGARITHMIC);
        assertThat(parallel.things()).hasSize(60).startsWith("trial 0", "trial 1");
        assertThat(parallel.values()).allMatch(numbers -> numbers.length == 60);
        List<Figure> many = figures(SimulatedExperiment.search(folder, 500));
        assertThat(((ParallelCoordinates) many.getFirst()).things()).hasSize(400).startsWith("trial 0", "trial 1",
                "trial 2", "trial 3", "trial 5");
        assertThat(many.getFirst().caption()).endsWith(" 400 of 500 trials are shown, evenly chosen.");
    }

    @Test
    void runsWhoseMetricsAreGoneAreNamed() throws IOException {
        ExperimentResults results = SimulatedExperiment.grid(folder, 2);
        Files.delete(folder.resolve("trials/3/run/metrics.jsonl"));

        ExperimentReport.write(folder, results);

        assertThat(folder.resolve("report.html")).content()
                .contains("trial 3: there is no trials/3/run/metrics.jsonl");
    }

    @Test
    void anExperimentThatHasNotBegunHasAReportThatSaysSo() throws IOException {
        ExperimentResults results = new ResultsForge(ResultsForge.axis("space", "torus", "none")).unfinished("torus")
                .unfinished("none").results();

        ExperimentReport.write(folder, results);

        assertThat(folder.resolve("report.html")).content()
                .contains("2 trials of 2 conditions: 0 finished, 0 failed, 2 not finished.");
        assertThat(figures(results)).isEmpty();
    }

    @Test
    void labelsAreTextInThePage() throws IOException {
        ExperimentResults results = new ResultsForge(
                ResultsForge.axis("<b>", "</script><script>alert(1)</script>", "x"))
                .finished(1, "</script><script>alert(1)</script>").finished(2, "x").results();

        ExperimentReport.write(folder, results);

        assertThat(folder.resolve("report.html")).content().doesNotContain("<script>alert(1)", "<b></th>");
    }

    private List<Figure> figures(ExperimentResults results) {
        return new ExperimentPage(folder, ExperimentStatistics.of(results)).sections().stream()
                .flatMap(section -> section.blocks().stream()).filter(Section.Drawn.class::isInstance)
                .map(block -> ((Section.Drawn) block).figure()).toList();
    }

    private static List<Layer> layers(Chart chart, Class<? extends Layer> kind) {
        return chart.planes().getFirst().layers().stream().filter(kind::isInstance).map(Layer.class::cast).toList();
    }
}
