package io.moduli.plugins.tasks.navigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.RandomStreams;
import io.moduli.api.tensor.Matrix;
import org.junit.jupiter.api.Test;

class PlaceDecoderTest {

    private static final float[] X = {-0.5f, 0.5f, 0, 1};
    private static final float[] Y = {0, 0, 0.75f, -1};

    @Test
    void aPositionIsTheMeanOfTheMostActiveCellsCentres() {
        Matrix activity = Matrix.of(4, 2,
                9, -8,
                8, -2,
                7, -9,
                -1, -4);

        Matrix positions = decoder(false, 3).decode(activity);

        assertThat(positions.get(0, 0)).isEqualTo(0);
        assertThat(positions.get(1, 0)).isEqualTo(0.25f);
        assertThat(positions.get(0, 1)).isCloseTo(1f / 3, within(1e-6f));
        assertThat(positions.get(1, 1)).isCloseTo(-1f / 3, within(1e-6f));
    }

    @Test
    void theMostActiveCellAloneMayDecide() {
        assertThat(decoder(false, 1).decode(Matrix.of(4, 1, 1, 2, 3, 4)).toArray()).containsExactly(1, -1);
    }

    @Test
    void ofEquallyActiveCellsTheFirstOnesCount() {
        assertThat(decoder(false, 2).decode(Matrix.of(4, 1, 1, 1, 1, 1)).toArray()).containsExactly(0, 0);
    }

    @Test
    void withoutWallsCentresOnBothSidesOfTheSeamAverageThere() {
        float[] x = {1, -1, -0.9f};
        PlaceCells cells = new PlaceCells(new Box(2.2, true), x, new float[] {0, 0, 0}, 0.12, 2);

        Matrix positions = new PlaceDecoder(cells, 3).decode(Matrix.of(3, 1, 3, 2, 1));

        // 1, 1.2 and 1.3 on average, less 2.2
        assertThat(positions.get(0, 0)).isCloseTo(1.1666667f - 2.2f, within(1e-6f));
        assertThat(positions.get(1, 0)).isEqualTo(0);
    }

    @Test
    void activitiesThatAreNoNumbersGiveNoPosition() {
        Matrix positions = decoder(false, 3).decode(Matrix.of(4, 1, 1, Float.NaN, Float.NaN, 2));

        assertThat(positions.toArray()).containsExactly(Float.NaN, Float.NaN);
        assertThat(decoder(false, 2).decode(Matrix.of(4, 1, 1, Float.NaN, Float.NaN, 2)).toArray())
                .containsExactly(0.25f, -0.5f);
    }

    @Test
    void codesAreDecodedToWithinAFewCentimetres() {
        assertThat(oracleError(new Box(2.2, false))).isBetween(0.035, 0.055);
        assertThat(oracleError(new Box(2.2, true))).isBetween(0.03, 0.045);
    }

    private static double oracleError(Box box) {
        PlaceCells cells = PlaceCells.scatter(512, box, 0.12, 2, new RandomStreams(7).stream("cells"));
        Trajectories places = new RatMotion(box).walk(1000, 1, new RandomStreams(7).stream("rats"));
        Matrix truth = Matrix.allocate(2, 1000);
        places.copyArrivals(truth);
        Matrix codes = Matrix.allocate(512, 1000);
        cells.encode(places.x(), places.y(), 1000, codes);
        return box.sumOfDistances(truth, new PlaceDecoder(cells, 3).decode(codes)) / 1000;
    }

    private static PlaceDecoder decoder(boolean periodic, int mostActive) {
        return new PlaceDecoder(new PlaceCells(new Box(2.2, periodic), X, Y, 0.12, 2), mostActive);
    }
}
