package io.moduli.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.report.Exhibit.Axis;
import io.moduli.core.pipeline.EpochReport;
import io.moduli.core.pipeline.StageStart;
import io.moduli.core.report.Section.Block;
import io.moduli.core.report.drawing.Picture;
import io.moduli.core.report.drawing.Picture.Scale;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What is to be drawn, before it is drawn. */
class PicturesTest {

    private static <T extends Picture> T picture(List<Block> blocks, String fileName, Class<T> kind) {
        return blocks.stream()
                .filter(Section.Figure.class::isInstance)
                .map(block -> ((Section.Figure) block).picture())
                .filter(picture -> picture.fileName().equals(fileName))
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Section geometry() {
        try (SmallRun run = new SmallRun()) {
            return GeometrySections.of(run.shown("model.safetensors", true, _ -> List.of())).getFirst();
        }
    }

    @Test
    void theLossHasACurveForTrainingAndOneForValidationOverTheEpochs() {
        Picture.Chart loss = picture(
                CourseSections.training(SmallRun.history(3)).orElseThrow().blocks(), "loss", Picture.Chart.class);
        assertThat(loss.x()).isEqualTo(new Axis("epoch of the stage", ""));
        assertThat(loss.y()).isEqualTo(new Axis("mean loss", ""));
        assertThat(loss.series()).extracting("name")
                .containsExactly(SmallRun.SCRIPT + ": training", SmallRun.SCRIPT + ": validation");
        assertThat(loss.series().getFirst().x()).containsExactly(1, 2, 3);
        assertThat(loss.series().getFirst().y()).containsExactly(30, 3, 1);
        assertThat(loss.series().getLast().y()).containsExactly(31, 4, 2);
    }

    @Test
    void anAxisIsLogarithmicWhereTheRangeIsWideAndBeginsAtZeroWhereItIsNot() {
        assertThat(picture(CourseSections.training(SmallRun.history(3)).orElseThrow().blocks(), "loss",
                Picture.Chart.class).scale()).isEqualTo(Scale.LOGARITHMIC);
        assertThat(picture(CourseSections.training(SmallRun.history(2)).orElseThrow().blocks(), "loss",
                Picture.Chart.class).scale()).isEqualTo(Scale.FROM_ZERO);
    }

    @Test
    void stagesOfOneNameAreToldApartByTheirNumber() {
        EpochReport second = new EpochReport(2, 1, 1, 1, 0, 1, 0.1, 0, OptionalDouble.empty(), 1, 0);
        RunHistory history = new RunHistory(
                List.of(new StageStart(1, 2, "train", "train", 1, 1), new StageStart(2, 2, "train", "train", 1, 1)),
                List.of(SmallRun.epoch(1, 1), second), List.of());
        Picture.Chart rates = picture(
                CourseSections.training(history).orElseThrow().blocks(), "learning-rate", Picture.Chart.class);
        assertThat(rates.series()).extracting("name").containsExactly("train (stage 1)", "train (stage 2)");
    }

    @Test
    void aWeightMatrixHasAxesAColourScaleAndAMeaningOfBlank() {
        Picture.SignedMatrix matrix = picture(
                geometry().blocks(), "layer-1-recurrent-weights-gate-2", Picture.SignedMatrix.class);
        assertThat(matrix.columns()).isEqualTo(new Axis("from unit, in order", ""));
        assertThat(matrix.rows()).isEqualTo(new Axis("to unit, in order", ""));
        assertThat(matrix.colour()).isEqualTo(new Axis("weight", ""));
        assertThat(matrix.blank()).isEqualTo("removed");
        assertThat(matrix.extent()).isEqualTo(4);
    }

    @Test
    void weightSizesStandBesideTheCostOverTheSameDistances() {
        Picture.Chart sizes = picture(
                geometry().blocks(), "layer-1-weight-size-over-distance", Picture.Chart.class);
        assertThat(sizes.x()).isEqualTo(new Axis("geodesic distance of the two units", ""));
        assertThat(sizes.y()).isEqualTo(new Axis("mean |w|", ""));
        Picture.RightAxis cost = sizes.right().orElseThrow();
        assertThat(cost.axis()).isEqualTo(new Axis("cost c(d)", ""));
        // The test's cost is the distance itself, of 3 at most.
        assertThat(cost.series().y()).isEqualTo(cost.series().x()).startsWith(0).endsWith(3);
        assertThat(sizes.series().getFirst().x()).hasSize(24).startsWith(0.0625);
    }

    @Test
    void sharesAreInPercent() {
        Picture.Chart kept = picture(geometry().blocks(), "layer-1-kept-over-distance", Picture.Chart.class);
        assertThat(kept.y()).isEqualTo(new Axis("weights kept", "%"));
        assertThat(kept.series().getFirst().y()).startsWith(100).endsWith(100);
    }
}
