package io.moduli.plugins.tasks.navigation;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.report.Exhibit.Axis;
import io.moduli.api.report.Exhibit.Plot;
import io.moduli.api.report.Exhibit.Series;
import io.moduli.api.report.Exhibit.Style;
import io.moduli.api.tensor.Matrix;
import org.junit.jupiter.api.Test;

class DecodedPathsTest {

    /** Two rats, two steps: from (0.25, 0) to (0.5, 0.25), and from (-0.5, -0.5) to (-0.75, -0.5). */
    private static final Matrix TRUTH = Matrix.of(2, 4, 0.25f, -0.5f, 0.5f, -0.75f, 0, -0.5f, 0.25f, -0.5f);

    @Test
    void eachRatsPathIsALineApartBesideTheDecodedOneInTheOutlineOfTheBox() {
        Matrix decoded = Matrix.of(2, 4, 0.5f, 0, 0.75f, Float.NaN, 0, 0.5f, 0, Float.NaN);

        Plot plot = new DecodedPaths(new Box(2, false), 2).plot(TRUTH, decoded, 9);

        assertThat(plot.title()).isEqualTo("Decoded paths");
        assertThat(plot.equalScale()).isTrue();
        assertThat(plot.x()).isEqualTo(new Axis("x", "m"));
        assertThat(plot.y()).isEqualTo(new Axis("y", "m"));
        assertThat(plot.series()).extracting(Series::name)
                .containsExactly("box", "true path", "decoded path", "true path", "decoded path");
        assertThat(plot.series()).extracting(Series::style).containsExactly(
                Style.OUTLINE, Style.PATH, Style.DASHED_LINE, Style.PATH, Style.DASHED_LINE);
        // The two paths of a rat have a colour in common.
        assertThat(plot.series()).extracting(Series::group).containsExactly(0, 1, 1, 2, 2);
        assertThat(plot.series().get(0).x()).containsExactly(-1, 1, 1, -1, -1);
        assertThat(plot.series().get(0).y()).containsExactly(-1, -1, 1, 1, -1);
        assertThat(plot.series().get(1).x()).containsExactly(0.25, 0.5);
        assertThat(plot.series().get(1).y()).containsExactly(0, 0.25);
        assertThat(plot.series().get(2).x()).containsExactly(0.5, 0.75);
        assertThat(plot.series().get(2).y()).containsExactly(0, 0);
        assertThat(plot.series().get(3).x()).containsExactly(-0.5, -0.75);
        assertThat(plot.series().get(3).y()).containsExactly(-0.5, -0.5);
        assertThat(plot.series().get(4).x()).containsExactly(0, Double.NaN);
        assertThat(plot.series().get(4).y()).containsExactly(0.5, Double.NaN);
    }

    @Test
    void onlyTheFirstPathsAreShown() {
        Plot plot = new DecodedPaths(new Box(2, false), 2).plot(TRUTH, TRUTH, 1);

        assertThat(plot.series().get(1).x()).containsExactly(0.25, 0.5);
        assertThat(plot.series()).hasSize(3);
        assertThat(plot.caption()).startsWith("One test path of 2 steps each");
    }

    @Test
    void withoutWallsPathsGoOnBeyondTheSeam() {
        // From 0.75 to -0.75, half a metre onwards; what is decoded is a quarter behind and a quarter ahead of it.
        Matrix truth = Matrix.of(2, 2, 0.75f, -0.75f, 0, 0);
        Matrix decoded = Matrix.of(2, 2, 0.5f, -0.5f, 0, 0);

        Plot plot = new DecodedPaths(new Box(2, true), 1).plot(truth, decoded, 1);

        assertThat(plot.series().get(1).x()).containsExactly(0.75, 1.25);
        assertThat(plot.series().get(2).x()).containsExactly(0.5, 1.5);
        assertThat(plot.caption()).contains("beyond its outline");
    }
}
