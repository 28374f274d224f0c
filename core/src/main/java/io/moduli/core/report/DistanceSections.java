package io.moduli.core.report;

import io.moduli.api.weight.ConnectionDistances;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.report.page.Section;
import io.moduli.core.report.page.Section.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The entries by distance of each weight that leads from one layer to the next, or connects a layer with features of the
 * task, if both lie on the same space. Recurrent weights are shown by {@link GeometrySections}.
 */
final class DistanceSections {

    private final PortrayedNetwork shown;

    private DistanceSections(PortrayedNetwork shown) {
        this.shown = shown;
    }

    /** A section for each such weight. */
    static List<Section> of(PortrayedNetwork shown) {
        return new DistanceSections(shown).sections();
    }

    private List<Section> sections() {
        Set<Integer> layers = ShownLayers.of(shown.network().layers().size());
        List<Section> sections = new ArrayList<>();
        for (Parameter weight : shown.network().weights()) {
            WeightShape shape = weight.weight().orElseThrow();
            PlacedWeight placed = shown.geometries().place(shape);
            if (placed.geometry().isEmpty() && layers.contains(shape.layer())) {
                placed.distances().ifPresent(distances -> sections.add(section(weight, shape, distances)));
            }
        }
        return sections;
    }

    private Section section(Parameter weight, WeightShape shape, ConnectionDistances distances) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Section.Paragraph("The weights are those of %s, %s. %s".formatted(
                shown.file(), shown.moment(), connected(shape))));
        String name = shown.prefix() + weight.name().replaceFirst("\\.weight$", "").replaceAll("[^A-Za-z0-9]+", "-");
        new DistanceFigures(name, weight, distances, List.of()).figures()
                .forEach(figure -> blocks.add(new Section.Drawn(figure)));
        return new Section("Distances of " + weight.name(), blocks);
    }

    private static String connected(WeightShape shape) {
        if (shape.role() == WeightRole.INPUT && shape.layer() > 0) {
            return "They connect the units of layers %d and %d, which lie on the same space."
                    .formatted(shape.layer(), shape.layer() + 1);
        }
        return shape.role() == WeightRole.READ_OUT
                ? "They connect units with outputs of the task, which lie on the space of the units."
                : "They connect units with features of the task, which lie on the space of the units.";
    }
}
