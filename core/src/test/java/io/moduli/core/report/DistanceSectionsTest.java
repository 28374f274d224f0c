package io.moduli.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.RandomStreams;
import io.moduli.api.geometry.Cylinder;
import io.moduli.api.geometry.DistanceScale;
import io.moduli.api.host.FeaturePlaces;
import io.moduli.api.host.PlacedOutputs;
import io.moduli.api.host.UnitPoints;
import io.moduli.core.cell.StandardCells;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.geometry.LayerGeometries;
import io.moduli.core.initializer.WeightDraw;
import io.moduli.core.network.Network;
import io.moduli.core.network.NetworkPlan;
import io.moduli.core.network.NetworkSettings;
import io.moduli.core.report.figure.Chart;
import io.moduli.core.report.figure.Figure;
import io.moduli.core.report.figure.Layer;
import io.moduli.core.report.page.Section;
import io.moduli.core.training.Regularization;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two layers of three units on a cylinder, beside two outputs that lie on it, too. */
class DistanceSectionsTest {

    private static final PlacedOutputs TASK = new PlacedOutputs(new double[][] {{0, 0}, {0.5, 0}});

    private static UnitPoints units() {
        return new UnitPoints(new Cylinder(), DistanceScale.AS_IS, new double[][] {{0, 0}, {2, 0}, {4, 0}});
    }

    private static List<Section> sections(LayerGeometries geometries) {
        try (Team team = new Team(1)) {
            Network network = new Network(new NetworkPlan(
                    new NetworkSettings(StandardCells.gru(), 3, 2, true, Optional.empty(), false, 0), TASK.shape()),
                    team);
            WeightDraw.uniform().drawFirst(network.parameters(), new RandomStreams(1));
            return DistanceSections.of(new PortrayedNetwork(
                    "model.safetensors", "at the end of the run", true, network,
                    new Regularization(List.of(), network.weights(), geometries, new RandomStreams(2), team),
                    geometries, TASK));
        }
    }

    private static List<String> titles(List<Section> sections) {
        return sections.stream().map(Section::title).toList();
    }

    @Test
    void weightsBetweenLayersAndToFeaturesAreShown() {
        List<Section> sections = sections(
                LayerGeometries.fixed(List.of(units(), units())).with(FeaturePlaces.of(TASK)));

        assertThat(titles(sections)).containsExactly(
                "Distances of rnn.weight_ih_l1", "Distances of decoder.weight");
        assertThat(((Section.Paragraph) sections.getFirst().blocks().getFirst()).text()).isEqualTo(
                "The weights are those of model.safetensors, at the end of the run. They connect the units of layers 1 and 2, which lie on the same space.");
        assertThat(((Section.Paragraph) sections.getLast().blocks().getFirst()).text()).endsWith(
                "They connect units with outputs of the task, which lie on the space of the units.");
        assertThat(figures(sections.getLast())).extracting(Figure::name).containsExactly(
                "decoder-weight-size-over-distance", "decoder-kept-over-distance");
    }

    @Test
    void entriesAreCountedByTheDistanceOfUnitAndOutput() {
        List<Section> sections = sections(
                LayerGeometries.fixed(List.of(units(), units())).with(FeaturePlaces.of(TASK)));
        Chart kept = (Chart) figures(sections.getLast()).getLast();
        Layer.Columns entries = (Layer.Columns) kept.planes().getLast().layers().getFirst();

        // Distances of the outputs at 0 and 5 are 0, 2, 4 and 5, 3, 1.
        assertThat(entries.edges()).hasSize(25).startsWith(0).endsWith(5);
        assertThat(IntStream.range(0, 24).filter(bin -> entries.values()[bin] > 0).boxed())
                .containsExactly(0, 4, 9, 14, 19, 23);
        assertThat(entries.values()).containsOnly(0, 1);
    }

    @Test
    void featuresThatLieNowhereHaveNoDistances() {
        assertThat(titles(sections(LayerGeometries.fixed(List.of(units(), units())))))
                .containsExactly("Distances of rnn.weight_ih_l1");
        assertThat(sections(LayerGeometries.none(2))).isEmpty();
    }

    private static List<Figure> figures(Section section) {
        return section.blocks().stream().filter(Section.Drawn.class::isInstance)
                .map(block -> ((Section.Drawn) block).figure()).toList();
    }
}
