package io.moduli.plugins.tasks.navigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.ComponentContext;
import io.moduli.api.report.Exhibit;
import io.moduli.api.task.Batch;
import io.moduli.api.task.NetworkProbe;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Split;
import io.moduli.api.tensor.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NavigationExhibitsTest {

    private static final NavigationSettings SETTINGS = new NavigationSettings(300, 20, 50, 2.2, false, 0.12, 2, 3, 4,
            6);

    private final OpenTask task = NavigationTaskTest.opened(
            new NavigationTask(SETTINGS, ComponentContext.standalone(7)));

    /** Says the targets; unit 0 is always silent, unit 1 says how far east a rat is, in metres. */
    private static final class Oracle implements NetworkProbe {

        private final List<float[]> seen = new ArrayList<>();
        private Matrix hidden = Matrix.allocate(2, 1);

        @Override
        public Matrix run(Batch batch, boolean continues) {
            assertThat(continues).isFalse();
            seen.add(batch.input().toArray());
            hidden = Matrix.allocate(2, batch.annotations().columns());
            hidden.rowWindow(1, 1).copyFrom(batch.annotations().rowWindow(0, 1));
            return batch.target();
        }

        @Override
        public Matrix hidden() {
            return hidden;
        }
    }

    @Test
    void thePathsOfAPerfectNetworkAreDecodedNearTheTrueOnesOfTheFirstTestBatch() {
        Exhibit.Plot plot = (Exhibit.Plot) task.exhibits(new Oracle()).get(0);
        Batch batch = Batch.allocate(task.shape());
        task.fill(Split.TEST, 0, batch);

        // The box, and two lines for each of five rats.
        assertThat(plot.series()).hasSize(11);
        double[] trueX = plot.series().get(3).x();
        double[] decodedX = plot.series().get(4).x();
        assertThat(trueX).hasSize(20);
        for (int step = 0; step < 20; step++) {
            assertThat(trueX[step]).isCloseTo(batch.annotations().get(0, step * 50 + 1), within(1e-6));
            assertThat(decodedX[step]).isCloseTo(trueX[step], within(0.4));
        }
    }

    @Test
    void rateMapsShowWhereUnitsAreActiveInAllOfAFewTestBatches() {
        Oracle oracle = new Oracle();
        Exhibit.Gallery gallery = (Exhibit.Gallery) task.exhibits(oracle).get(1);

        // 20 000 positions are wanted, 1 000 are in a batch, but only 6 batches are there.
        assertThat(oracle.seen).hasSize(6).doesNotHaveDuplicates();
        assertThat(gallery.title()).isEqualTo("Rate maps");
        assertThat(gallery.together()).isEqualTo(2);
        assertThat(gallery.panels()).extracting(Exhibit.Panel::name).hasSize(4).startsWith("unit 1")
                .endsWith("unit 0", "no grid score");
        // Half a metre of a box of 2.2 m in 20 squares.
        assertThat(gallery.panels().getFirst().bar()).contains(new Exhibit.ScaleBar(20 * 0.5 / 2.2, "50 cm"));
        assertThat(gallery.panels().get(1).values()).hasDimensions(39, 39);
        double[][] eastward = gallery.panels().get(0).values();
        assertThat(eastward).hasDimensions(20, 20);
        for (double[] row : eastward) {
            for (int column = 0; column < 20; column++) {
                double west = -1.1 + 0.11 * column;
                assertThat(row[column]).matches(
                        rate -> Double.isNaN(rate) || rate > west - 1e-6 && rate < west + 0.11 + 1e-6);
            }
        }
        assertThat(Arrays.stream(eastward).flatMapToDouble(Arrays::stream).filter(Double::isNaN).count())
                .isLessThan(40);
    }

    @Test
    void nothingButTheSeedDecidesWhatIsShown() {
        OpenTask again = NavigationTaskTest.opened(
                new NavigationTask(SETTINGS, ComponentContext.standalone(7)));

        assertThat(again.exhibits(new Oracle())).usingRecursiveComparison()
                .withEqualsForType((one, other) -> Double.compare(one, other) == 0, Double.class)
                .isEqualTo(task.exhibits(new Oracle()));
    }
}
