package io.moduli.core.report;

import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.report.Exhibit.Axis;
import io.moduli.api.report.Exhibit.Series;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.geometry.LayerGeometries;
import io.moduli.core.report.Section.Block;
import io.moduli.core.report.drawing.Picture;
import io.moduli.core.report.drawing.Picture.Scale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** What the geometry made of a recurrent weight, for each layer whose units have a place. */
final class GeometrySections {

    private static final int BINS = 24;
    private static final int COST_POINTS = 200;
    private static final int FEW_PICTURES = 4;
    private static final int MOST_CELLS = 512;
    private static final int MOST_CELLS_OF_MANY = 256;
    /** Of a hundred weights, one may be beyond the colours' limit, so that a few large ones do not pale all others. */
    private static final double WITHIN_LIMIT = 0.99;

    private final PortrayedNetwork shown;
    private final String name;
    private final Parameter weight;
    private final WeightShape shape;
    private final LayerGeometry geometry;
    /** What a weight costs by distance, by each regularizer that says so. */
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
        List<Parameter> placed = shown.network().weights().stream()
                .filter(weight -> geometries.place(weight.weight().orElseThrow()).geometry().isPresent())
                .toList();
        int matrices = placed.stream().mapToInt(weight -> weight.weight().orElseThrow().gates()).sum();
        int mostCells = matrices <= FEW_PICTURES ? MOST_CELLS : MOST_CELLS_OF_MANY;
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
                "The weights are those of %s, %s.".formatted(shown.file(), shown.moment())));
        addMatrices(blocks);
        addDistances(blocks);
        blocks.add(points());
        return new Section("Geometry of layer %d (%s)".formatted(shape.layer() + 1, weight.name()), blocks);
    }

    private void addMatrices(List<Block> blocks) {
        double[] sizes = keptSizes();
        double limit = sizes.length == 0 ? 0 : sizes[(int) Math.ceil(WITHIN_LIMIT * sizes.length) - 1];
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
            String which = shape.gates() == 1 ? "" : ", gate %d of %d".formatted(gate + 1, shape.gates());
            blocks.add(new Section.Figure(
                    new Picture.SignedMatrix(
                            name + "-recurrent-weights" + (shape.gates() == 1 ? "" : "-gate-" + (gate + 1)),
                            "Recurrent weights" + which,
                            new Axis("from unit, in order", ""),
                            new Axis("to unit, in order", ""),
                            new Axis("weight", ""),
                            OrderedMatrix.of(weight, gate, order, mostCells),
                            shape.units(),
                            limit,
                            sizes[sizes.length - 1] > limit,
                            "removed"),
                    "Units are in the order of a line that fills their space, so that neighbours in the picture "
                            + "are near on the space, and what connects near units lies about the diagonal."
                            + pooling));
        }
    }

    /** The magnitudes of all weights that are left, ascending. */
    private double[] keptSizes() {
        float[] values = new float[shape.columns()];
        double[] sizes = IntStream.range(0, shape.rows())
                .boxed()
                .flatMapToDouble(row -> {
                    weight.readRow(row, values);
                    return IntStream.range(0, shape.columns())
                            .filter(column -> keeps(row, column))
                            .mapToDouble(column -> Math.abs(values[column]));
                })
                .filter(Double::isFinite)
                .toArray();
        Arrays.sort(sizes);
        return sizes;
    }

    private void addDistances(List<Block> blocks) {
        DistanceBins bins = DistanceBins.of(weight, geometry, BINS);
        double[] x = bins.centres();
        Axis distance = new Axis("geodesic distance of the two units", "");
        Series sizes = new Series("mean |w|", x, bins.meanSizes(), true);
        String caption = "The mean magnitude of all entries by the distance of their units, in %d bins, a removed entry counting as 0"
                .formatted(BINS);
        if (costs.isEmpty()) {
            blocks.add(sizes("", distance, sizes, Optional.empty(), caption + "."));
        }
        for (int number = 0; number < costs.size(); number++) {
            blocks.add(sizes(
                    number == 0 ? "" : "-" + (number + 1), distance, sizes,
                    Optional.of(new Picture.RightAxis(new Axis("cost c(d)", ""), cost(bins, costs.get(number)))),
                    caption + "; beside it what an entry costs at that distance, before the strength."));
        }
        double[] shares = Arrays.stream(bins.shares()).map(share -> 100 * share).toArray();
        blocks.add(new Section.Figure(
                new Picture.Chart(
                        name + "-kept-over-distance",
                        "Weights kept over distance",
                        distance,
                        new Axis("weights kept", "%"),
                        List.of(new Series("weights kept", x, shares, true)),
                        Scale.FROM_ZERO,
                        Optional.of(new Picture.RightAxis(
                                new Axis("entries in the bin", ""),
                                counts(bins)))),
                "The share of entries that are left by the distance of their units; beside it how many entries, left or "
                        + "removed, have that distance, those of a unit to itself included."));
    }

    /** As steps from one end of each bin to the other. */
    private static Series counts(DistanceBins bins) {
        double[] x = IntStream.range(0, 2 * BINS).mapToDouble(end -> (end + 1) / 2 * bins.width()).toArray();
        double[] y = IntStream.range(0, 2 * BINS).mapToDouble(end -> bins.entries()[end / 2]).toArray();
        return new Series("entries in the bin", x, y, true);
    }

    private Section.Figure sizes(
            String number, Axis distance, Series sizes, Optional<Picture.RightAxis> cost, String caption) {
        return new Section.Figure(
                new Picture.Chart(
                        name + "-weight-size-over-distance" + number, "Weight size over distance", distance,
                        new Axis("mean |w|", ""), List.of(sizes), Scale.FROM_ZERO, cost),
                caption);
    }

    private static Series cost(DistanceBins bins, DoubleUnaryOperator cost) {
        double[] x = IntStream.rangeClosed(0, COST_POINTS)
                .mapToDouble(point -> point * bins.width() * BINS / COST_POINTS)
                .toArray();
        return new Series("cost c(d)", x, Arrays.stream(x).map(cost).toArray(), true);
    }

    private Block points() {
        PlaneProjection plane = PlaneProjection.of(geometry);
        int[] connected = IntStream.range(0, shape.units()).filter(this::connected).toArray();
        int[] alone = IntStream.range(0, shape.units()).filter(unit -> !connected(unit)).toArray();
        List<Series> series = new ArrayList<>();
        series.add(points("connected: " + connected.length, plane, connected));
        if (alone.length > 0) {
            series.add(points("unconnected: " + alone.length, plane, alone));
        }
        return new Section.Figure(
                new Picture.Chart(
                        name + "-points", "Points on the space", new Axis(plane.xLabel(), ""),
                        new Axis(plane.yLabel(), ""), series, Scale.EQUAL, Optional.empty()),
                "Where the units lie: by their coordinates where the space has two, else by the space's embedding, projected to "
                        + "its first two principal components, with their share of the variance. A unit is unconnected if no recurrent weight to or from "
                        + "it is left.");
    }

    private static Series points(String name, PlaneProjection plane, int[] units) {
        return new Series(
                name,
                Arrays.stream(units).mapToDouble(unit -> plane.x()[unit]).toArray(),
                Arrays.stream(units).mapToDouble(unit -> plane.y()[unit]).toArray(),
                false);
    }

    /** Whether any recurrent weight leads to or from a unit. */
    private boolean connected(int unit) {
        for (int gate = 0; gate < shape.gates(); gate++) {
            for (int other = 0; other < shape.units(); other++) {
                if (keeps(gate * shape.units() + unit, other) || keeps(gate * shape.units() + other, unit)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean keeps(int row, int column) {
        return weight.mask().isEmpty() || weight.mask().get().keeps(row, column);
    }
}
