package io.moduli.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.report.Exhibit;
import io.moduli.api.task.Batch;
import io.moduli.core.format.NumberArray;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The numbers behind the pictures. */
class NetworkDataTest {

    private static final List<Exhibit> EXHIBITS = List.of(
            new Exhibit.Plot(
                    "Decoded paths", "", new Exhibit.Axis("x", "m"), new Exhibit.Axis("y", "m"),
                    List.of(new Exhibit.Series("true", new double[] {0, 1, 4}, new double[] {5, Double.NaN, 6}, true),
                            new Exhibit.Series("decoded", new double[] {7}, new double[] {8}, false)),
                    true),
            new Exhibit.Gallery("Rate maps", "", List.of(
                    new Exhibit.Panel("unit 1", new double[][] {{0, 1, 2}, {3, 4, 5}}),
                    new Exhibit.Panel("unit 2", new double[][] {{6, 7, 8}, {9, 10, 11}}),
                    new Exhibit.Panel("all", new double[][] {{12}}))),
            new Exhibit.Passage("Text", "", "no numbers"));

    private static Map<String, NumberArray> data(boolean first) {
        try (SmallRun run = new SmallRun()) {
            return NetworkData.of(run.shown("lottery-ticket.safetensors", first, _ -> EXHIBITS), EXHIBITS);
        }
    }

    @Test
    void seriesAndImagesAreArraysOfTheirOwn() {
        Map<String, NumberArray> data = data(true);
        NumberArray path = data.get("task-1-decoded-paths-1-true");
        assertThat(path.shape()).containsExactly(3, 2);
        assertThat(path.values()).containsExactly(0, 5, 1, Float.NaN, 4, 6);
        assertThat(data.get("task-1-decoded-paths-2-decoded").values()).containsExactly(7, 8);
        assertThat(data.get("task-2-rate-maps").shape()).containsExactly(2, 2, 3);
        assertThat(data.get("task-2-rate-maps").values()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(data.get("task-2-rate-maps-3").shape()).containsExactly(1, 1, 1);
    }

    @Test
    void whatTheNetworkDoesOnATestBatchIsThereSequenceBySequence() {
        Map<String, NumberArray> data = data(true);
        assertThat(data.get("test-input").shape()).containsExactly(2, 3, 2);
        assertThat(data.get("test-hidden").shape()).containsExactly(2, 3, 4);
        assertThat(data.get("test-output").shape()).containsExactly(2, 1, 1);
        try (SmallRun run = new SmallRun()) {
            run.network().forward(Batch.allocate(run.network().plan().task()), false);
            // The task of this run gives numbers to no batch, so all of them are 0.
            assertThat(data.get("test-hidden").values()[(1 * 3 + 2) * 4 + 3])
                    .isEqualTo(run.network().hidden().get(3, 2 * 2 + 1));
        }
    }

    @Test
    void aNetworkThatIsNotTheFirstHasItsNameInFront() {
        assertThat(data(false)).containsKeys("lottery-ticket-task-2-rate-maps", "lottery-ticket-test-hidden");
    }
}
