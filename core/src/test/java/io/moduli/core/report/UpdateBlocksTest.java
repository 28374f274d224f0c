package io.moduli.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.core.pruning.MaskChange;
import io.moduli.core.pruning.MaskUpdate;
import io.moduli.core.report.figure.Chart;
import io.moduli.core.report.figure.Layer;
import io.moduli.core.report.page.Section;
import io.moduli.core.report.page.Section.Block;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What a report says of the updates of masks. */
class UpdateBlocksTest {

    private static final OptionalDouble NONE = OptionalDouble.empty();

    @Test
    void updatesAreCountedByMatrixAndDrawnOverTheEpochs() {
        List<Block> blocks = UpdateBlocks.of(List.of(
                new MaskUpdate(5, 0.5, List.of(
                        new MaskChange("a", 20, 6, 4, 0, 0, OptionalDouble.of(2), OptionalDouble.of(1)),
                        new MaskChange("b", 9, 1, 1, 0, 0, NONE, NONE))),
                new MaskUpdate(10, 1, List.of(
                        new MaskChange("a", 20, 2, 2, 4, 3, OptionalDouble.of(4), OptionalDouble.of(2.5))))));

        assertThat(((Section.Table) blocks.get(1)).rows()).containsExactly(
                List.of("a", "2", "8", "6", "75.0 %", "2.5", "1.5"),
                List.of("b", "1", "1", "1", "–", "–", "–"));
        Chart chart = (Chart) ((Section.Drawn) blocks.getFirst()).figure();
        List<Layer> lines = chart.planes().getFirst().layers();
        assertThat(((Layer.Line) lines.get(0)).x()).containsExactly(0.5, 1);
        assertThat(((Layer.Line) lines.get(0)).y()).containsExactly(7, 2);
        assertThat(((Layer.Line) lines.get(1)).y()).containsExactly(5, 2);
    }

    @Test
    void pruningThatGrowsNothingIsToldByTheSparsityAlone() {
        assertThat(UpdateBlocks.of(List.of())).isEmpty();
        assertThat(UpdateBlocks.of(List.of(
                new MaskUpdate(5, 0.5, List.of(new MaskChange("a", 20, 6, 0, 0, 0, NONE, NONE)))))).isEmpty();
    }
}
