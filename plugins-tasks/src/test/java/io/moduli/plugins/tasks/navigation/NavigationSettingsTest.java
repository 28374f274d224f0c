package io.moduli.plugins.tasks.navigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.settings.Default;
import io.moduli.api.settings.SettingException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NavigationSettingsTest {

    @Test
    void defaultsAreThoseOfThePublishedMethod() {
        assertThat(Stream.of(NavigationSettings.class.getRecordComponents())
                .collect(Collectors.toMap(
                        setting -> setting.getName(), setting -> setting.getAnnotation(Default.class).value())))
                .isEqualTo(Map.ofEntries(
                        Map.entry("placeCells", "512"),
                        Map.entry("sequenceLength", "20"),
                        Map.entry("batch", "200"),
                        Map.entry("box", "2.2"),
                        Map.entry("periodic", "false"),
                        Map.entry("placeCellWidth", "0.12"),
                        Map.entry("surround", "2"),
                        Map.entry("decoded", "3"),
                        Map.entry("batchesPerEpoch", "1000"),
                        Map.entry("heldOutBatches", "10"),
                        Map.entry("trajectories", "{ type = simulated }")));
    }

    @Test
    void fewerPlaceCellsThanAreDecodedAreAnError() {
        assertThat(problem(3, 20, 200, 2.2, 0.12, 2, 4))
                .isEqualTo(
                        "decoded: decoded = 4, but there are only 3 place cells: lower decoded or raise place-cells");
    }

    @Test
    void aBoxThatAStepCrossesIsAnError() {
        assertThat(problem(512, 20, 200, 0.05, 0.01, 2, 3))
                .isEqualTo(
                        "box: a box of 0.05 m is too small: a step is up to 0.14 m long and a wall is felt from 0.03 m, so the side must be 0.3 m or more");
        assertThat(problem(512, 20, 200, Double.NaN, 0.01, 2, 3)).startsWith("box: a box of NaN m is too small");
    }

    @Test
    void placeFieldsMustSuitTheBox() {
        assertThat(problem(512, 20, 200, 2, 3, 2, 3))
                .isEqualTo(
                        "place-cell-width: place fields of 3.0 m cannot tell places in a box of 2.0 m: from 0.002 to 2.0 m would do");
        assertThat(problem(512, 20, 200, 2, 0.001, 2, 3))
                .startsWith("place-cell-width: place fields of 0.001 m cannot");
    }

    @Test
    void aSurroundLikeTheFieldItselfIsAnError() {
        assertThat(problem(512, 20, 200, 2.2, 0.12, 1, 3)).isEqualTo("surround: must be above 1, not 1.0");
    }

    @Test
    void morePositionsThanAnArrayHoldsAreAnError() {
        assertThat(problem(512, 1_000_000, 10_000, 2.2, 0.12, 2, 3))
                .isEqualTo(
                        "batch: a batch of 10000 sequences of 1000000 steps has more than 2147483639 positions, the most that one array holds");
    }

    @Test
    void aFieldHoldsAsManyCellsAsAreInTheCircleOfItsBump() {
        // 512 cells in 2.2² m² and a circle of the squared radius 4 · 0.12² · ln 2 = 0.0399 m²
        assertThat(new NavigationSettings(512, 20, 200, 2.2, false, 0.12, 2, 3, 1000, 10).cellsInField())
                .isCloseTo(13.27, within(0.01));
    }

    private static String problem(
            int placeCells, int sequenceLength, int batch, double box, double width, double surround, int decoded) {
        SettingException thrown = catchThrowableOfType(
                SettingException.class,
                () -> new NavigationSettings(
                        placeCells, sequenceLength, batch, box, false, width, surround, decoded, 1000, 10));
        return thrown.setting() + ": " + thrown.getMessage();
    }
}
