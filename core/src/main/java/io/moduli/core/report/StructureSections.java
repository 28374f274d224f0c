package io.moduli.core.report;

import io.moduli.api.report.Exhibit.Axis;
import io.moduli.api.report.Exhibit.Series;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.report.Section.Block;
import io.moduli.core.report.drawing.Picture;
import io.moduli.core.report.drawing.Picture.Scale;
import io.moduli.core.report.drawing.ReadableNumber;
import io.moduli.core.structure.Degrees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What is left of the weights that were pruned: by matrix and gate, by unit, and the graph of the units of each layer. */
final class StructureSections {

    private static final int BINS = 32;

    private final PortrayedNetwork shown;

    private StructureSections(PortrayedNetwork shown) {
        this.shown = shown;
    }

    /** None where nothing was pruned. */
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
        for (Parameter weight : pruned) {
            WeightShape shape = weight.weight().orElseThrow();
            if (shape.units() == shape.columns() && shape.role() == WeightRole.RECURRENT) {
                sections.add(connections(weight));
            }
        }
        return sections;
    }

    private static List<List<String>> rows(Parameter weight) {
        WeightShape shape = weight.weight().orElseThrow();
        List<List<String>> rows = new ArrayList<>();
        rows.add(row(weight, shape.gates() == 1 ? "" : "all", 0, shape.rows()));
        for (int gate = 0; gate < shape.gates() && shape.gates() > 1; gate++) {
            rows.add(row(weight, Integer.toString(gate + 1), gate * shape.units(), (gate + 1) * shape.units()));
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
                "%d of %d possible connections of units to themselves are left%s; nothing leads to %d units, and nothing leads away from %d."
                        .formatted(
                                ofUnitsToThemselves(mask, shape.units()), shape.rows(),
                                shape.gates() == 1 ? "" : ", one for each gate", in.without(), out.without())));
        blocks.add(new Section.Figure(
                degrees(shown.prefix() + "layer-" + (shape.layer() + 1) + "-degrees", in, out),
                "How many units have how many connections that lead to them (in) and away from them (out), those to themselves and those of all gates included."));
        blocks.addAll(GraphMeasures.blocks(mask, shown.geometries().ofLayer(shape.layer())));
        return new Section("Connections of layer %d (%s)".formatted(shape.layer() + 1, weight.name()), blocks);
    }

    private static int ofUnitsToThemselves(Mask mask, int units) {
        return (int) IntStream.range(0, mask.rows()).filter(row -> mask.keeps(row, row % units)).count();
    }

    private static Picture degrees(String fileName, Degrees in, Degrees out) {
        int maximum = Math.max(in.maximum(), out.maximum());
        int width = Math.ceilDiv(maximum + 1, BINS);
        return new Picture.Chart(
                fileName, "Connections of a unit", new Axis("connections of the unit", ""), new Axis("units", ""),
                List.of(histogram("in", in, width, maximum), histogram("out", out, width, maximum)), Scale.FROM_ZERO,
                Optional.empty());
    }

    private static Series histogram(String name, Degrees degrees, int width, int maximum) {
        double[] units = new double[maximum / width + 1];
        Arrays.stream(degrees.counts()).forEach(count -> units[count / width]++);
        double[] x = IntStream.range(0, units.length).mapToDouble(bin -> bin * width + 0.5 * (width - 1)).toArray();
        return new Series(name, x, units, true);
    }
}
