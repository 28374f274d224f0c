package io.moduli.core.report;

import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.report.figure.Axis;
import io.moduli.core.report.figure.Chart;
import io.moduli.core.report.figure.Layer;
import io.moduli.core.report.figure.Look;
import io.moduli.core.report.figure.Plane;
import io.moduli.core.report.figure.ReadableNumber;
import io.moduli.core.report.page.Section.Block;
import io.moduli.core.report.page.Section;
import io.moduli.core.structure.Degrees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The structure that pruning left: by matrix and gate, by unit, and the graph of the units of each layer. */
final class StructureSections {

    private static final int BINS = 32;

    private final PortrayedNetwork shown;

    private StructureSections(PortrayedNetwork shown) {
        this.shown = shown;
    }

    /** None if nothing was pruned. */
    static List<Section> of(PortrayedNetwork shown) {
        List<Parameter> pruned = shown.network().weights().stream().filter(weight -> weight.mask().isPresent())
                .toList();
        return pruned.isEmpty() ? List.of() : new StructureSections(shown).sections(pruned);
    }

    private List<Section> sections(List<Parameter> pruned) {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("Structure", List.of(
                new Section.Paragraph(
                        "What is left of the weights of %s, %s, by matrix and gate. Rows lead to a unit or an output, columns come from a unit, an input or a token."
                                .formatted(shown.file(), shown.moment())),
                new Section.Table(
                        List.of("Weight", "Gate", "Entries left", "Removed", "In a row: minimum, median, maximum",
                                "Rows without any", "In a column: minimum, median, maximum", "Columns without any"),
                        pruned.stream().flatMap(weight -> rows(weight).stream()).toList()))));
        Set<Integer> layers = ShownLayers.of(shown.network().layers().size());
        for (Parameter weight : pruned) {
            WeightShape shape = weight.weight().orElseThrow();
            if (shape.units() == shape.columns() && shape.role() == WeightRole.RECURRENT
                    && layers.contains(shape.layer())) {
                sections.add(connections(weight));
            }
        }
        return sections;
    }

    private List<List<String>> rows(Parameter weight) {
        WeightShape shape = weight.weight().orElseThrow();
        List<List<String>> rows = new ArrayList<>();
        rows.add(row(weight, shape.gates() == 1 ? "" : "all", 0, shape.rows()));
        for (int gate = 0; gate < shape.gates() && shape.gates() > 1; gate++) {
            rows.add(row(
                    weight, shown.gateName(gate).replace(' ', '\u00a0'), gate * shape.units(),
                    (gate + 1) * shape.units()));
        }
        return rows;
    }

    private static List<String> row(Parameter weight, String gate, int firstRow, int endRow) {
        Mask mask = weight.mask().orElseThrow();
        Degrees rows = Degrees.ofRows(mask, firstRow, endRow);
        Degrees columns = Degrees.ofColumns(mask, firstRow, endRow);
        long entries = (long) (endRow - firstRow) * mask.columns();
        return List.of(
                gate.isEmpty() || gate.equals("all") ? weight.name() : "", gate, Long.toString(rows.sum()),
                ReadableNumber.percent(1 - (double) rows.sum() / entries), spread(rows),
                Long.toString(rows.without()), spread(columns), Long.toString(columns.without()));
    }

    private static String spread(Degrees degrees) {
        return degrees.minimum() + ", " + degrees.median() + ", " + degrees.maximum();
    }

    private Section connections(Parameter weight) {
        WeightShape shape = weight.weight().orElseThrow();
        Mask mask = weight.mask().orElseThrow();
        Degrees in = Degrees.ofRows(mask, 0, mask.rows()).perUnit(shape.units());
        Degrees out = Degrees.ofColumns(mask, 0, mask.rows());
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Section.Paragraph(
                "%d of %d possible self-connections are left%s; %d units have no incoming connection, and %d no outgoing one."
                        .formatted(
                                ofUnitsToThemselves(mask, shape.units()), shape.rows(),
                                shape.gates() == 1 ? "" : ", one for each gate", in.without(), out.without())));
        blocks.add(new Section.Drawn(
                degrees(shown.prefix() + "layer-" + (shape.layer() + 1) + "-degrees", in, out)));
        blocks.addAll(GraphMeasures.blocks(mask, shown.geometries().ofLayer(shape.layer())));
        return new Section("Connections of layer %d (%s)".formatted(shape.layer() + 1, weight.name()), blocks);
    }

    private static int ofUnitsToThemselves(Mask mask, int units) {
        return (int) IntStream.range(0, mask.rows()).filter(row -> mask.keeps(row, row % units)).count();
    }

    private static Chart degrees(String name, Degrees in, Degrees out) {
        int maximum = Math.max(in.maximum(), out.maximum());
        int width = Math.ceilDiv(maximum + 1, BINS);
        Axis connections = Axis.fromZero("connections of the unit", "count");
        return new Chart(name, "Connections of a unit",
                "How many units have how many incoming connections and, below, how many outgoing ones; self-connections and the connections of all gates are included.",
                List.of(
                        new Plane(connections, Axis.fromZero("units, by connections in", "count"),
                                List.of(histogram("in", in, width, maximum, 0))),
                        new Plane(connections, Axis.fromZero("units, by connections out", "count"),
                                List.of(histogram("out", out, width, maximum, 1)))));
    }

    /** The columns are centred on the counts that they stand for. */
    private static Layer histogram(String name, Degrees degrees, int width, int maximum, int colour) {
        double[] units = new double[maximum / width + 1];
        Arrays.stream(degrees.counts()).forEach(count -> units[count / width]++);
        double[] edges = IntStream.rangeClosed(0, units.length).mapToDouble(bin -> bin * width - 0.5).toArray();
        return new Layer.Columns(name, edges, units, Look.solid(colour));
    }
}
