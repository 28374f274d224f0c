package io.moduli.core.report;

import io.moduli.api.weight.ConnectionDistances;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.report.figure.Axis;
import io.moduli.core.report.figure.Chart;
import io.moduli.core.report.figure.Figure;
import io.moduli.core.report.figure.Layer;
import io.moduli.core.report.figure.Look;
import io.moduli.core.report.figure.Plane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** How large the entries of a weight are, and how many are left, by the distance between what they connect. */
final class DistanceFigures {

    private static final int BINS = 24;
    private static final int COST_POINTS = 200;

    private final String name;
    private final WeightShape shape;
    private final DistanceBins bins;
    private final List<DoubleUnaryOperator> costs;
    private final Axis distance = Axis.fromZero("geodesic distance", "units of length of the geometry");

    /**
     * @param name what the names of the figures begin with
     * @param weight the weight
     * @param distances those of its entries
     * @param costs the cost of an entry as a function of distance, for each regularizer that has one
     */
    DistanceFigures(
            String name, Parameter weight, ConnectionDistances distances, List<DoubleUnaryOperator> costs) {
        this.name = name;
        this.shape = weight.weight().orElseThrow();
        this.bins = DistanceBins.of(weight, distances, BINS);
        this.costs = costs;
    }

    List<Figure> figures() {
        return List.of(magnitudes(), kept());
    }

    private Chart magnitudes() {
        double[] x = bins.centres();
        List<Plane> planes = new ArrayList<>();
        planes.add(new Plane(distance, Axis.fromZero("weight magnitude |w|", "dimensionless"), List.of(
                new Layer.Band("middle half of the weights that are left", x, bins.quantiles(0.25),
                        bins.quantiles(0.75), Look.solid(0)),
                new Layer.Line("median of the weights that are left", x, bins.quantiles(0.5), Look.solid(0)),
                new Layer.Line("mean of all entries, removed ones as 0", x, bins.meanSizes(), Look.solid(1)))));
        for (DoubleUnaryOperator cost : costs) {
            planes.add(new Plane(distance, Axis.fromZero("cost c(d)", "dimensionless"), List.of(line(cost))));
        }
        return new Chart(
                name + "-weight-size-over-distance", "Weight magnitude over distance",
                "The magnitudes of the weights by the distance between what they connect, in %d bins%s.%s".formatted(
                        BINS,
                        costs.isEmpty() ? "" : "; below, what an entry costs at that distance, before the strength",
                        looked()),
                planes);
    }

    private Layer line(DoubleUnaryOperator cost) {
        double[] x = IntStream.rangeClosed(0, COST_POINTS)
                .mapToDouble(point -> point * bins.width() * BINS / COST_POINTS)
                .toArray();
        return new Layer.Line("cost c(d)", x, Arrays.stream(x).map(cost).toArray(), Look.solid(2));
    }

    private Chart kept() {
        double[] shares = Arrays.stream(bins.shares()).map(share -> 100 * share).toArray();
        return new Chart(
                name + "-kept-over-distance", "Weights kept over distance",
                "The share of entries that are left by the distance between what they connect; below, how many entries have that "
                        + "distance and how many of them are left."
                        + (shape.role() == WeightRole.RECURRENT ? " Those of a unit to itself are included." : "")
                        + looked(),
                List.of(
                        new Plane(distance, Axis.fromZero("weights kept", "%"),
                                List.of(new Layer.Line("share kept", bins.centres(), shares, Look.solid(0)))),
                        new Plane(distance, Axis.fromZero("entries in the bin", "count"), List.of(
                                new Layer.Columns("entries", bins.edges(), doubles(bins.entries()),
                                        Look.solid(Look.GREY)),
                                new Layer.Columns("entries left", bins.edges(), doubles(bins.kept()),
                                        Look.solid(0))))));
    }

    private String looked() {
        return bins.looked() == shape.units()
                ? ""
                : " Of the %d units, %d were looked at, evenly chosen, with all that leads to them."
                        .formatted(shape.units(), bins.looked());
    }

    private static double[] doubles(long[] counts) {
        return Arrays.stream(counts).mapToDouble(count -> count).toArray();
    }
}
