package io.moduli.core.report;

import io.moduli.api.geometry.DistanceScale;
import io.moduli.api.geometry.UnitPoints;
import io.moduli.api.regularizer.NeuronGeometry;
import io.moduli.api.report.Exhibit.Axis;
import io.moduli.api.report.Exhibit.Series;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.report.Section.Block;
import io.moduli.core.report.drawing.Picture;
import io.moduli.core.report.drawing.Picture.Scale;
import io.moduli.core.training.Regularization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the geometry made of a recurrent weight, for each weight whose neurons have a place. */
final class GeometrySections {

    private static final int BINS = 24;
    private static final int COST_POINTS = 200;
    private static final int FEW_PICTURES = 4;
    private static final int MOST_CELLS = 512;
    private static final int MOST_CELLS_OF_MANY = 256;
    /** Of a hundred weights, one may be beyond the colours' limit, so that a few large ones do not pale all others. */
    private static final double WITHIN_LIMIT = 0.99;

    private final String name;
    private final Parameter weight;
    private final WeightShape shape;
    private final NeuronGeometry geometry;
    private final int mostCells;

    private GeometrySections(String name, Parameter weight, NeuronGeometry geometry, int mostCells) {
        this.name = name;
        this.weight = weight;
        this.shape = weight.weight().orElseThrow();
        this.geometry = geometry;
        this.mostCells = mostCells;
    }

    /** A section for each geometry. */
    static List<Section> of(Regularization regularization) {
        record Placed(Parameter weight, NeuronGeometry geometry) {}
        List<Placed> all = new ArrayList<>();
        for (Regularization.Binding binding : regularization.bindings()) {
            binding.regularizer().geometry().ifPresent(geometry -> all.add(new Placed(binding.weight(), geometry)));
        }
        int matrices = all.stream().mapToInt(placed -> placed.weight().weight().orElseThrow().gates()).sum();
        int mostCells = matrices <= FEW_PICTURES ? MOST_CELLS : MOST_CELLS_OF_MANY;
        List<Section> sections = new ArrayList<>();
        for (int index = 0; index < all.size(); index++) {
            Placed placed = all.get(index);
            int layer = placed.weight().weight().orElseThrow().layer();
            long before = all.subList(0, index).stream().filter(other -> other.weight() == placed.weight()).count();
            String name = "layer-" + (layer + 1) + (before == 0 ? "" : "-regularizer-" + (before + 1));
            sections.add(new GeometrySections(name, placed.weight(), placed.geometry(), mostCells).section());
        }
        return sections;
    }

    private Section section() {
        String title = "Geometry of layer %d (%s)".formatted(shape.layer() + 1, weight.name());
        List<Block> blocks = new ArrayList<>();
        if (geometry.points().size() != shape.units() || shape.units() != shape.columns()) {
            blocks.add(new Section.Paragraph(
                    "There are %d points for %d units and %d columns, so nothing can be shown by distance."
                            .formatted(geometry.points().size(), shape.units(), shape.columns())));
            return new Section(title, blocks);
        }
        blocks.add(new Section.Paragraph("The weights are those at the end of the run."));
        addMatrices(blocks);
        addDistances(blocks);
        blocks.add(points());
        return new Section(title, blocks);
    }

    private void addMatrices(List<Block> blocks) {
        double[] sizes = keptSizes();
        double limit = sizes.length == 0 ? 0 : sizes[(int) Math.ceil(WITHIN_LIMIT * sizes.length) - 1];
        if (!(limit > 0)) {
            blocks.add(new Section.Paragraph("No recurrent weight of this layer is left to be shown."));
            return;
        }
        int[] order = new UnitPoints(geometry.space(), DistanceScale.AS_IS,
                geometry.points().toArray(double[][]::new)).order();
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
                            new Axis("from neuron, in order", ""),
                            new Axis("to neuron, in order", ""),
                            new Axis("weight", ""),
                            OrderedMatrix.of(weight, gate, order, mostCells),
                            shape.units(),
                            limit,
                            sizes[sizes.length - 1] > limit,
                            "removed"),
                    "Neurons are in the order of a line that fills their space, so that neighbours in the picture "
                            + "are near on the space, and what connects near neurons lies about the diagonal."
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
        Axis distance = new Axis("geodesic distance of the two neurons", "");
        blocks.add(new Section.Figure(
                new Picture.Chart(
                        name + "-weight-size-over-distance",
                        "Weight size over distance",
                        distance,
                        new Axis("mean |w|", ""),
                        List.of(new Series("mean |w|", x, bins.meanSizes(), true)),
                        Scale.FROM_ZERO,
                        Optional.of(new Picture.RightAxis(new Axis("cost c(d)", ""), cost(bins)))),
                ("The mean magnitude of all entries by the distance of their neurons, in %d bins, a removed entry counting "
                        + "as 0; beside it what an entry costs at that distance, before the strength.")
                        .formatted(BINS)));
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
                "The share of entries that are left by the distance of their neurons; beside it how many entries, left or "
                        + "removed, have that distance, those of a neuron to itself included."));
    }

    /** As steps from one end of each bin to the other. */
    private static Series counts(DistanceBins bins) {
        double[] x = IntStream.range(0, 2 * BINS).mapToDouble(end -> (end + 1) / 2 * bins.width()).toArray();
        double[] y = IntStream.range(0, 2 * BINS).mapToDouble(end -> bins.entries()[end / 2]).toArray();
        return new Series("entries in the bin", x, y, true);
    }

    private Series cost(DistanceBins bins) {
        double[] x = IntStream.rangeClosed(0, COST_POINTS)
                .mapToDouble(point -> point * bins.width() * BINS / COST_POINTS)
                .toArray();
        return new Series("cost c(d)", x, Arrays.stream(x).map(geometry.cost()).toArray(), true);
    }

    private Block points() {
        PlaneProjection plane = PlaneProjection.of(geometry.space(), geometry.points());
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
                "Where the neurons lie: by their coordinates where the space has two, else by the space's embedding, projected to "
                        + "its first two principal components, with their share of the variance. A neuron is unconnected if no recurrent weight to or from "
                        + "it is left.");
    }

    private static Series points(String name, PlaneProjection plane, int[] units) {
        return new Series(
                name,
                Arrays.stream(units).mapToDouble(unit -> plane.x()[unit]).toArray(),
                Arrays.stream(units).mapToDouble(unit -> plane.y()[unit]).toArray(),
                false);
    }

    /** Whether any recurrent weight leads to or from a neuron. */
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
