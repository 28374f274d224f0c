package io.moduli.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.core.pipeline.EpochReport;
import io.moduli.core.pipeline.StageStart;
import io.moduli.core.report.figure.Axis;
import io.moduli.core.report.figure.Axis.Scale;
import io.moduli.core.report.figure.Chart;
import io.moduli.core.report.figure.Figure;
import io.moduli.core.report.figure.HeatMap;
import io.moduli.core.report.figure.Layer;
import io.moduli.core.report.figure.Plane;
import io.moduli.core.report.page.Section;
import io.moduli.core.report.page.Section.Block;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What is to be drawn, before it is drawn. */
class FiguresTest {

    private static <T extends Figure> T figure(List<Block> blocks, String name, Class<T> kind) {
        return blocks.stream()
                .filter(Section.Drawn.class::isInstance)
                .map(block -> ((Section.Drawn) block).figure())
                .filter(figure -> figure.name().equals(name))
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Plane training(RunHistory history, String name) {
        try (SmallRun run = new SmallRun()) {
            ReportSource source = run.source("done", Optional.empty(), history, _ -> List.of());
            return figure(CourseSections.training(source).orElseThrow().blocks(), name, Chart.class).planes()
                    .getFirst();
        }
    }

    private static <T extends Layer> List<T> layers(Plane plane, Class<T> kind) {
        return plane.layers().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static Section geometry() {
        try (SmallRun run = new SmallRun()) {
            return GeometrySections.of(run.shown("model.safetensors", true, _ -> List.of())).getFirst();
        }
    }

    @Test
    void theLossHasACurveForTrainingAndOneForValidationOverTheEpochs() {
        Plane loss = training(SmallRun.history(3), "loss");
        assertThat(loss.x()).isEqualTo(Axis.fromZero("training, all stages", "epochs"));
        List<Layer.Line> curves = layers(loss, Layer.Line.class);
        assertThat(curves).extracting("name").containsExactly("training", "validation");
        assertThat(curves.getFirst().x()).containsExactly(1, 2, 3);
        assertThat(curves.getFirst().y()).containsExactly(30, 3, 1);
        assertThat(curves.getLast().y()).containsExactly(31, 4, 2);
    }

    @Test
    void anAxisIsLogarithmicWhereTheRangeIsWideAndBeginsAtZeroWhereItIsNot() {
        assertThat(training(SmallRun.history(3), "loss").y().scale()).isEqualTo(Scale.LOGARITHMIC);
        assertThat(training(SmallRun.history(2), "loss").y().scale()).isEqualTo(Scale.FROM_ZERO);
    }

    @Test
    void stagesFollowEachOtherOnOneAxisAndThoseOfOneNameAreToldApartByTheirNumber() {
        EpochReport second = new EpochReport(2, 1, 1, 4, 0, 1, 0.1, 0, OptionalDouble.empty(), 1, 0);
        RunHistory history = new RunHistory(
                List.of(new StageStart(1, 2, "train", "train", 1, 1), new StageStart(2, 2, "train", "train", 1, 1)),
                List.of(SmallRun.epoch(1, 1), SmallRun.epoch(2, 2), second), List.of(), List.of());
        Plane loss = training(history, "loss");
        assertThat(layers(loss, Layer.Beginning.class)).containsExactly(
                new Layer.Beginning("train (stage 1)", 0), new Layer.Beginning("train (stage 2)", 2));
        Layer.Line curve = layers(loss, Layer.Line.class).getFirst();
        assertThat(curve.x()).containsExactly(1, 2, 2, 3);
        assertThat(curve.y()).containsExactly(1, 2, Double.NaN, 4);
    }

    @Test
    void aWeightMatrixHasAxesAColourScaleAndAMeaningOfBlank() {
        HeatMap matrix = figure(geometry().blocks(), "layer-1-recurrent-weights-gate-2", HeatMap.class);
        assertThat(matrix.columns()).isEqualTo(Axis.of("from unit, in order", "number"));
        assertThat(matrix.rows()).isEqualTo(Axis.of("to unit, in order", "number"));
        assertThat(matrix.colour()).isEqualTo(Axis.of("weight", "dimensionless"));
        assertThat(matrix.blank()).isEqualTo("removed");
        assertThat(matrix.rowExtent()).isEqualTo(4);
    }

    @Test
    void weightMagnitudesStandAboveTheCostOverTheSameDistances() {
        Chart sizes = figure(geometry().blocks(), "layer-1-weight-size-over-distance", Chart.class);
        assertThat(sizes.planes()).extracting("y")
                .containsExactly(Axis.fromZero("weight magnitude |w|", "dimensionless"),
                        Axis.fromZero("cost c(d)", "dimensionless"));
        assertThat(layers(sizes.planes().getFirst(), Layer.Band.class).getFirst().x()).hasSize(24).startsWith(0.0625);
        // The test's cost is the distance itself, of 3 at most.
        Layer.Line cost = layers(sizes.planes().getLast(), Layer.Line.class).getFirst();
        assertThat(cost.y()).isEqualTo(cost.x()).startsWith(0).endsWith(3);
    }

    @Test
    void sharesAreInPercentAndStandAboveTheCountsOfTheirBins() {
        Chart kept = figure(geometry().blocks(), "layer-1-kept-over-distance", Chart.class);
        assertThat(kept.planes().getFirst().y()).isEqualTo(Axis.fromZero("weights kept", "%"));
        assertThat(layers(kept.planes().getFirst(), Layer.Line.class).getFirst().y()).startsWith(100).endsWith(100);
        assertThat(layers(kept.planes().getLast(), Layer.Columns.class)).extracting("name")
                .containsExactly("entries", "entries left");
        // Four units with themselves, in each of three gates.
        assertThat(layers(kept.planes().getLast(), Layer.Columns.class).getFirst().values()).startsWith(12);
    }

    @Test
    void whatARunIsHeldAgainstIsDrawnWhereItBelongs() {
        assertThat(training(SmallRun.history(3), "loss").y().unit()).isEqualTo("nats");
        assertThat(layers(training(SmallRun.history(3), "loss"), Layer.Level.class)).extracting("at")
                .containsExactly(40.0);
        assertThat(layers(training(SmallRun.history(3), "gradient-norm"), Layer.Level.class)).extracting("at")
                .containsExactly(2.0);
        try (SmallRun run = new SmallRun()) {
            Section sparsity = CourseSections.sparsity(run.source(_ -> List.of()));
            Plane removed = figure(sparsity.blocks(), "sparsity", Chart.class).planes().getFirst();
            assertThat(layers(removed, Layer.Level.class)).extracting("at").containsExactly(25.0);
        }
    }
}
