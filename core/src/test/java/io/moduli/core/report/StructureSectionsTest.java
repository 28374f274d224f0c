package io.moduli.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.weight.Mask;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.StorageChoice;
import io.moduli.core.engine.storage.StorageFormat;
import io.moduli.core.report.figure.Chart;
import io.moduli.core.report.figure.Layer;
import io.moduli.core.report.page.Section;
import java.util.List;
import org.junit.jupiter.api.Test;

class StructureSectionsTest {

    @Test
    void aNetworkThatWasNotPrunedHasNone() {
        try (SmallRun run = new SmallRun()) {
            assertThat(StructureSections.of(run.shown("model.safetensors", true, _ -> List.of()))).isEmpty();
        }
    }

    @Test
    void whatIsLeftIsToldByMatrixAndGateWithWhatRowsAndColumnsHave() {
        List<Section> sections = sections(mask());

        assertThat(sections).extracting(Section::title)
                .containsExactly("Structure", "Connections of layer 1 (rnn.weight_hh_l0)");
        Section.Table table = only(Section.Table.class, sections.getFirst());
        assertThat(table.rows()).containsExactly(
                List.of("rnn.weight_hh_l0", "all", "5", "89.6 %", "0, 0, 2", "9", "0, 1, 3", "1"),
                List.of("", "reset\u00a0gate\u00a0r", "4", "75.0 %", "0, 0, 2", "2", "0, 1, 2", "1"),
                List.of("", "update\u00a0gate\u00a0z", "1", "93.8 %", "0, 0, 1", "3", "0, 0, 1", "3"),
                List.of("", "candidate\u00a0n", "0", "100.0 %", "0, 0, 0", "4", "0, 0, 0", "4"));
    }

    @Test
    void theUnitsOfALayerAreToldOfByTheirConnections() {
        Section connections = sections(mask()).getLast();

        assertThat(connections.blocks().getFirst()).isEqualTo(new Section.Paragraph(
                "2 of 12 possible self-connections are left, one for each gate; 2 units have no incoming connection, and 1 no outgoing one."));
        Chart degrees = (Chart) only(Section.Drawn.class, connections).figure();
        assertThat(degrees.name()).isEqualTo("layer-1-degrees");
        Layer.Columns in = (Layer.Columns) degrees.planes().get(0).layers().getFirst();
        Layer.Columns out = (Layer.Columns) degrees.planes().get(1).layers().getFirst();
        assertThat(in.edges()).containsExactly(-0.5, 0.5, 1.5, 2.5, 3.5);
        assertThat(in.values()).containsExactly(2, 0, 1, 1);
        assertThat(out.values()).containsExactly(1, 2, 0, 1);
    }

    @Test
    void theGraphOfUnitsIsMeasuredBesideARandomOne() {
        Section.Table table = only(Section.Table.class, sections(mask()).getLast());

        // A path from unit 0 over 1 to 2; they lie at 0, 2 and 1 on a circle of circumference 8, the last one at 3.
        assertThat(table.rows()).extracting(row -> row.subList(0, 2)).containsExactly(
                List.of("connected pairs of units", "2"),
                List.of("units in the largest connected part", "3"),
                List.of("reciprocity", "0"),
                List.of("clustering coefficient C", "0"),
                List.of("mean path length L", "1.333"),
                List.of("small-worldness", "–"),
                List.of("communities", "2"),
                List.of("modularity Q", "0"),
                List.of("mean geodesic distance of connected units", "1.5"));
        assertThat(table.rows().getLast().get(2)).isEqualTo("1.667");
    }

    @Test
    void aGraphThatIsHardlySparseIsNotMeasured() {
        Mask.Builder mask = Mask.builder(12, 4);
        for (int unit = 0; unit < 4; unit++) {
            mask.keep(unit, (unit + 1) % 4);
        }

        assertThat(sections(mask.build()).getLast().blocks().getLast()).isEqualTo(new Section.Paragraph(
                "More than half of all pairs of units are connected: too dense a graph to speak of its structure."));
    }

    private static Mask mask() {
        return Mask.builder(12, 4).keep(0, 0).keep(0, 1).keep(1, 1).keep(1, 2).keep(4, 1).build();
    }

    private static List<Section> sections(Mask mask) {
        try (SmallRun run = new SmallRun()) {
            Parameter weight = run.network().weights().stream()
                    .filter(parameter -> parameter.name().equals("rnn.weight_hh_l0")).findFirst().orElseThrow();
            weight.prune(mask, new StorageChoice(StorageFormat.DENSE, "the test asks for it"));
            return StructureSections.of(run.shown("model.safetensors", true, _ -> List.of()));
        }
    }

    private static <B> B only(Class<B> kind, Section section) {
        List<B> found = section.blocks().stream().filter(kind::isInstance).map(kind::cast).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
