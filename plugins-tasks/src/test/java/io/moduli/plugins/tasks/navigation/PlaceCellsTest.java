package io.moduli.plugins.tasks.navigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.RandomStreams;
import io.moduli.api.tensor.Matrix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PlaceCellsTest {

    @Test
    void centresLieInTheUnitSquareAsTheyLieInTheBox() {
        PlaceCells cells = new PlaceCells(
                new Box(4, false), new float[] {-2, 0, 1}, new float[] {2, -1, 0}, 0.12, 2);

        assertThat(cells.shares()).isDeepEqualTo(new double[][] {{0, 1}, {0.5, 0.25}, {0.75, 0.5}});
    }

    @Test
    void theCodeIsTheShiftedDifferenceOfTwoSoftmaxes() {
        // Squared distances 0, 1 and 4 with 2σ² = 1 and s = 2:
        // softmax(0, -1, -4) = (0.7213991842739688, 0.2653879287722419, 0.013212886953789417)
        // softmax(0, -1/2, -2) = (0.5741021730127848, 0.3482105706740, 0.0776872563132)
        // their difference (0.14729701, -0.08282264, -0.06447437), plus 0.08282264, over 3 · 0.08282264
        PlaceCells cells = new PlaceCells(
                new Box(10, false), new float[] {0, 1, -2}, new float[] {0, 0, 0}, Math.sqrt(0.5), 2);

        Matrix code = encode(cells, new float[] {0}, new float[] {0});

        assertThat(code.get(0, 0)).isCloseTo(0.92615f, within(1e-4f));
        assertThat(code.get(1, 0)).isEqualTo(0);
        assertThat(code.get(2, 0)).isCloseTo(0.07385f, within(1e-4f));
    }

    @Test
    void codesAreThoseOfTheFormulaInDoublePrecision() {
        for (boolean periodic : new boolean[] {false, true}) {
            Box box = new Box(2.2, periodic);
            PlaceCells cells = PlaceCells.scatter(100, box, 0.12, 1.7, new RandomStreams(1).stream("cells"));
            Trajectories places = new RatMotion(box).walk(37, 3, new RandomStreams(1).stream("rats"));

            Matrix codes = encode(cells, places.x(), places.y());

            for (int place = 0; place < codes.columns(); place++) {
                double[] expected = formula(cells, places.x()[place], places.y()[place], 0.12, 1.7);
                for (int cell = 0; cell < 100; cell++) {
                    assertThat((double) codes.get(cell, place)).isCloseTo(expected[cell], within(2e-5));
                }
            }
        }
    }

    @Test
    void codesAreDistributions() {
        Box box = new Box(2.2, false);
        PlaceCells cells = PlaceCells.scatter(512, box, 0.12, 2, new RandomStreams(3).stream("cells"));
        Trajectories places = new RatMotion(box).walk(50, 20, new RandomStreams(3).stream("rats"));

        Matrix codes = encode(cells, places.x(), places.y());

        for (int place = 0; place < codes.columns(); place++) {
            double sum = 0;
            for (int cell = 0; cell < codes.rows(); cell++) {
                assertThat(codes.get(cell, place)).isBetween(0f, 1f);
                sum += codes.get(cell, place);
            }
            assertThat(sum).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void aPlaceFarFromAllCellsHasACodeToo() {
        PlaceCells cells = new PlaceCells(
                new Box(2.2, false), new float[] {-1, -0.9f}, new float[] {-1, -0.9f}, 0.1, 2);

        Matrix code = encode(cells, new float[] {1}, new float[] {1});

        assertThat(code.toArray()).containsExactly(0, 1);
    }

    @Test
    void whereNothingTellsCellsApartAllAreEquallyActive() {
        PlaceCells cells = new PlaceCells(
                new Box(2.2, false), new float[] {-0.5f, 0.5f}, new float[] {0, 0}, 0.12, 2);

        Matrix code = encode(cells, new float[] {0}, new float[] {0.25f});

        assertThat(code.toArray()).containsExactly(0.5f, 0.5f);
    }

    @Test
    void aSingleCellFarNearerThanTheOthersStandsOut() {
        PlaceCells cells = new PlaceCells(
                new Box(2.2, false), new float[] {-1, 0.2f, 0.7f}, new float[] {0, 0, 0}, 0.12, 2);

        Matrix code = encode(cells, new float[] {-1}, new float[] {0});

        // Its bump is as high as the next one's trough is deep, and the last one has neither.
        assertThat(code.get(0, 0)).isCloseTo(2f / 3, within(1e-5f));
        assertThat(code.get(1, 0)).isEqualTo(0);
        assertThat(code.get(2, 0)).isCloseTo(1f / 3, within(1e-5f));
    }

    @Test
    void withoutWallsACellIsNearAcrossTheSeam() {
        float[] x = {-1, 0.5f, 0};
        float[] y = {0, 0, 0.5f};

        assertThat(
                encode(new PlaceCells(new Box(2.2, false), x, y, 0.12, 2), new float[] {1}, new float[] {0}).get(1, 0))
                .isGreaterThan(0.6f);
        assertThat(
                encode(new PlaceCells(new Box(2.2, true), x, y, 0.12, 2), new float[] {1}, new float[] {0}).get(0, 0))
                .isGreaterThan(0.6f);
    }

    @Test
    void codesDoNotDependOnTheirNeighbours() {
        Box box = new Box(2.2, false);
        PlaceCells cells = PlaceCells.scatter(30, box, 0.12, 2, new RandomStreams(4).stream("cells"));
        Trajectories places = new RatMotion(box).walk(35, 1, new RandomStreams(4).stream("rats"));

        Matrix all = encode(cells, places.x(), places.y());
        Matrix last = Matrix.allocate(30, 1);
        cells.encode(places.x(), places.y(), 69, last);

        assertThat(last.toArray()).isEqualTo(column(all, 69));
    }

    @Test
    void cellsAreScatteredOverTheWholeBox() {
        PlaceCells cells = PlaceCells.scatter(
                4000, new Box(2.2, false), 0.12, 2, new RandomStreams(5).stream("cells"));
        int[] quarters = new int[4];
        for (int cell = 0; cell < 4000; cell++) {
            assertThat(Math.max(Math.abs(cells.x(cell)), Math.abs(cells.y(cell)))).isLessThanOrEqualTo(1.1f);
            quarters[(cells.x(cell) < 0 ? 0 : 1) + (cells.y(cell) < 0 ? 0 : 2)]++;
        }

        // 1000 each, five standard deviations to either side.
        assertThat(Arrays.stream(quarters)).allMatch(count -> Math.abs(count - 1000) < 137);
    }

    private static Matrix encode(PlaceCells cells, float[] x, float[] y) {
        Matrix codes = Matrix.allocate(cells.count(), x.length);
        cells.encode(x, y, 0, codes);
        return codes;
    }

    private static float[] column(Matrix matrix, int column) {
        return matrix.columnWindow(column, 1).toArray();
    }

    private static double[] formula(PlaceCells cells, double x, double y, double width, double surround) {
        double[] code = new double[cells.count()];
        double[] trough = new double[cells.count()];
        double codeSum = 0;
        double troughSum = 0;
        for (int cell = 0; cell < code.length; cell++) {
            double distance = cells.box().distance(x, y, cells.x(cell), cells.y(cell));
            code[cell] = Math.exp(-distance * distance / (2 * width * width));
            trough[cell] = Math.exp(-distance * distance / (2 * surround * width * width));
            codeSum += code[cell];
            troughSum += trough[cell];
        }
        double least = 0;
        for (int cell = 0; cell < code.length; cell++) {
            code[cell] = code[cell] / codeSum - trough[cell] / troughSum;
            least = Math.min(least, code[cell]);
        }
        for (int cell = 0; cell < code.length; cell++) {
            code[cell] = (code[cell] - least) / (-least * code.length);
        }
        return code;
    }
}
