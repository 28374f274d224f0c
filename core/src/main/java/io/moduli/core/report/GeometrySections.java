package io.moduli.core.report;

import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.geometry.LayerGeometries;
import io.moduli.core.report.figure.Axis;
import io.moduli.core.report.figure.Cells;
import io.moduli.core.report.figure.HeatMap;
import io.moduli.core.report.page.Section.Block;
import io.moduli.core.report.page.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

/** The effect of the geometry on the recurrent weights, for each layer whose units have points. */
final class GeometrySections {

    /** The maximum number of cells in all matrices of a network, so that the page stays small. */
    private static final double ALL_CELLS = 600_000;
    private static final int MOST_CELLS = 512;

    /**
     * One weight in a hundred may be beyond the limit of the colours, so that a few large weights do not make all
     * others look pale.
     */
    private static final double WITHIN_LIMIT = 0.99;

    private final PortrayedNetwork shown;
    private final String name;
    private final Parameter weight;
    private final WeightShape shape;
    private final LayerGeometry geometry;
    /** The cost of a weight as a function of distance, for each regularizer that has one. */
    private final List<DoubleUnaryOperator> costs;
    private final int mostCells;

    private GeometrySections(
            PortrayedNetwork shown,
            Parameter weight,
            LayerGeometry geometry,
            List<DoubleUnaryOperator> costs,
            int mostCells) {
        this.shown = shown;
        this.weight = weight;
        this.shape = weight.weight().orElseThrow();
        this.name = shown.prefix() + "layer-" + (shape.layer() + 1);
        this.geometry = geometry;
        this.costs = costs;
        this.mostCells = mostCells;
    }

    /** A section for each layer that has a geometry. */
    static List<Section> of(PortrayedNetwork shown) {
        LayerGeometries geometries = shown.geometries();
        Set<Integer> layers = ShownLayers.of(shown.network().layers().size());
        List<Parameter> placed = shown.network().weights().stream()
                .filter(weight -> geometries.place(weight.weight().orElseThrow()).geometry().isPresent())
                .filter(weight -> layers.contains(weight.weight().orElseThrow().layer()))
                .toList();
        int matrices = placed.stream().mapToInt(weight -> weight.weight().orElseThrow().gates()).sum();
        int mostCells = (int) Math.min(MOST_CELLS, Math.sqrt(ALL_CELLS / Math.max(1, matrices)));
        List<Section> sections = new ArrayList<>();
        for (Parameter weight : placed) {
            LayerGeometry geometry = geometries.place(weight.weight().orElseThrow()).geometry().orElseThrow();
            List<DoubleUnaryOperator> costs = shown.regularization().bindings().stream()
                    .filter(binding -> binding.weight() == weight)
                    .flatMap(binding -> binding.regularizer().costOverDistance().stream())
                    .toList();
            sections.add(new GeometrySections(shown, weight, geometry, costs, mostCells).section());
        }
        return sections;
    }

    private Section section() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Section.Paragraph(
                "The weights are those of %s, %s.%s".formatted(
                        shown.file(), shown.moment(), ShownLayers.note(shown.network().layers().size()))));
        addMatrices(blocks);
        new DistanceFigures(name, weight, PlacedWeight.recurrent(shape, geometry).distances().orElseThrow(), costs)
                .figures()
                .forEach(figure -> blocks.add(new Section.Drawn(figure)));
        new SpaceFigures(name, geometry, weight, connected()).figures()
                .forEach(figure -> blocks.add(new Section.Drawn(figure)));
        return new Section("Geometry of layer %d (%s)".formatted(shape.layer() + 1, weight.name()), blocks);
    }

    private void addMatrices(List<Block> blocks) {
        MagnitudeCounts magnitudes = magnitudes();
        double limit = magnitudes.count() == 0 ? 0 : magnitudes.quantile(WITHIN_LIMIT);
        if (!(limit > 0)) {
            blocks.add(new Section.Paragraph("No recurrent weight of this layer is left to be shown."));
            return;
        }
        int[] order = geometry.order();
        int pooled = Math.ceilDiv(shape.units(), mostCells);
        String pooling = pooled == 1
                ? ""
                : " Each cell is the weight of largest magnitude among %d by %d.".formatted(pooled, pooled);
        for (int gate = 0; gate < shape.gates(); gate++) {
            String which = shape.gates() == 1 ? "" : ", " + shown.gateName(gate);
            blocks.add(new Section.Drawn(new HeatMap(
                    name + "-recurrent-weights" + (shape.gates() == 1 ? "" : "-gate-" + (gate + 1)),
                    "Recurrent weights" + which,
                    "Units are in the order of a line that fills their space, so that neighbours in the picture "
                            + "are near on the space, and what connects near units lies about the diagonal. "
                            + "A weight that is left has a colour however small it is; one that was removed has none."
                            + pooling,
                    Axis.of("from unit, in order", "number"),
                    Axis.of("to unit, in order", "number"),
                    Axis.of("weight", "dimensionless"),
                    shape.units(),
                    shape.units(),
                    Cells.signed(OrderedMatrix.of(weight, gate, order, mostCells), limit),
                    "removed")));
        }
    }

    /** The magnitudes of all surviving weights. */
    private MagnitudeCounts magnitudes() {
        MagnitudeCounts magnitudes = new MagnitudeCounts();
        for (int row = 0; row < shape.rows(); row++) {
            weight.forEachKept(row, (_, value) -> magnitudes.add(value));
        }
        return magnitudes;
    }

    /** For each unit, whether any recurrent weight leads to or from it. */
    private boolean[] connected() {
        boolean[] connected = new boolean[shape.units()];
        for (int row = 0; row < shape.rows(); row++) {
            int to = row % shape.units();
            weight.forEachKept(row, (from, _) -> {
                connected[to] = true;
                connected[from] = true;
            });
        }
        return connected;
    }
}
