package io.moduli.core.report;

import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.weight.Mask;
import io.moduli.core.report.figure.ReadableNumber;
import io.moduli.core.report.page.Section;
import io.moduli.core.report.page.Section.Block;
import io.moduli.core.structure.Communities;
import io.moduli.core.structure.Reciprocity;
import io.moduli.core.structure.SmallWorld;
import io.moduli.core.structure.UnitGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The graph of a layer's units compared with a random graph of the same size. */
final class GraphMeasures {

    /** Denser graphs are hardly sparse, and take long to measure. */
    private static final double DENSEST = 0.5;

    private static final long MOST_ENTRIES = 1L << 26;
    private static final long SEED = 1;
    private static final int DIGITS = 4;
    /** Units from which distances to all others are measured. */
    private static final int UNITS = 1024;

    private GraphMeasures() {}

    /** A table of the measures with their definitions, or why there is none. */
    static List<Block> blocks(Mask mask, Optional<? extends LayerGeometry> geometry) {
        if (mask.count() > MOST_ENTRIES) {
            return List.of(new Section.Paragraph("There are too many connections to measure their graph."));
        }
        UnitGraph graph = UnitGraph.of(mask);
        if (graph.density() > DENSEST) {
            return List.of(new Section.Paragraph(
                    "More than half of all pairs of units are connected: too dense a graph to speak of its structure."));
        }
        UnitGraph random = UnitGraph.random(graph.units(), graph.density(), SEED);
        SmallWorld own = SmallWorld.of(graph);
        SmallWorld other = SmallWorld.of(random);
        Communities communities = Communities.of(graph);
        Communities others = Communities.of(random);
        Reciprocity reciprocity = Reciprocity.of(mask, graph);
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("connected pairs of units", graph.edges(), random.edges()));
        rows.add(row("units in the largest connected part", own.largest(), other.largest()));
        rows.add(row("reciprocity", reciprocity.share(), reciprocity.expected()));
        rows.add(row("clustering coefficient C", own.clustering(), other.clustering()));
        rows.add(row("mean path length L", own.pathLength(), other.pathLength()));
        rows.add(row("small-worldness", own.smallWorldness(other), 1));
        rows.add(row("communities", communities.count(), others.count()));
        rows.add(row("modularity Q", communities.modularity(), others.modularity()));
        geometry.ifPresent(points -> rows.add(
                row("mean geodesic distance of connected units", connected(graph, points), everyone(points))));
        return List.of(
                new Section.Table(List.of("Of the graph of units", "This layer", "Random"), rows),
                new Section.Paragraph(
                        "Two units are connected here if a weight between them is left in either direction and any gate; connections to themselves do not count. "
                                + "Random is a graph in which each pair is connected with the same probability, on average as many as here. "
                                + "Reciprocity is the share of connections from one unit to another that lead in the other direction, too. "
                                + "C is the mean share of pairs of a unit's neighbours that are connected, L the mean number of connections on the shortest path of two units that one connects (Watts and Strogatz, 1998), "
                                + "small-worldness C / C_random divided by L / L_random (Humphries and Gurney, 2008). "
                                + "Q is the share of connections within communities less what it would be by the units' degrees alone (Newman and Girvan, 2004), for communities found by the method of Louvain (Blondel et al., 2008); random graphs have some, too. "
                                + looked(own, graph.units())));
    }

    private static String looked(SmallWorld measured, int units) {
        return measured.sources() == units && measured.centres() == units
                ? ""
                : "Of the %d units, C is the mean over %d, evenly chosen, and L that over all paths from %d; distances are those from up to %d."
                        .formatted(units, measured.centres(), measured.sources(), UNITS);
    }

    private static double connected(UnitGraph graph, LayerGeometry geometry) {
        double sum = 0;
        for (int unit = 0; unit < graph.units(); unit++) {
            int[] neighbours = graph.neighboursOf(unit);
            sum += sum(geometry, unit, neighbours);
        }
        return sum / (2.0 * graph.edges());
    }

    private static double everyone(LayerGeometry geometry) {
        int units = geometry.units();
        int[] all = IntStream.range(0, units).toArray();
        int looked = Math.min(units, UNITS);
        double sum = 0;
        for (int number = 0; number < looked; number++) {
            sum += sum(geometry, (int) ((long) number * units / looked), all);
        }
        return sum / ((double) looked * (units - 1));
    }

    private static double sum(LayerGeometry geometry, int from, int[] to) {
        double[] distances = new double[to.length];
        geometry.distances(from, to, distances);
        double sum = 0;
        for (double distance : distances) {
            sum += distance;
        }
        return sum;
    }

    private static List<String> row(String name, long own, long random) {
        return List.of(name, Long.toString(own), Long.toString(random));
    }

    private static List<String> row(String name, double own, double random) {
        return List.of(name, number(own), number(random));
    }

    private static String number(double number) {
        return Double.isFinite(number) ? ReadableNumber.of(number, DIGITS) : "–";
    }
}
