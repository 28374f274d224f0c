package io.moduli.core.report;

import io.moduli.api.geometry.FundamentalDomain;
import io.moduli.api.geometry.FundamentalDomain.Gluing;
import io.moduli.api.geometry.LayerGeometry;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.report.StrongestConnections.Connection;
import io.moduli.core.report.figure.Axis;
import io.moduli.core.report.figure.Chart;
import io.moduli.core.report.figure.Figure;
import io.moduli.core.report.figure.Layer;
import io.moduli.core.report.figure.Look;
import io.moduli.core.report.figure.Plane;
import io.moduli.core.report.figure.Solid;
import io.moduli.core.report.figure.Solid.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A layer's space with its units and their strongest connections: in the plane if the space has two coordinates or an
 * embedding in the plane, and in three dimensions.
 */
final class SpaceFigures {

    private static final int CONNECTIONS = 120;
    /** More dots than this hide each other. */
    private static final int MOST_UNITS = 2048;
    private static final double[] GAP = {Double.NaN, Double.NaN, Double.NaN};

    private final String name;
    private final LayerGeometry geometry;
    private final Optional<FundamentalDomain> domain;
    /** For each unit, whether a recurrent weight to or from it survives. */
    private final boolean[] connected;
    private final List<Connection> strongest;
    /** One unit in so many is drawn. */
    private final int every;

    SpaceFigures(String name, LayerGeometry geometry, Parameter weight, boolean[] connected) {
        this.name = name;
        this.geometry = geometry;
        this.domain = geometry.space().fundamentalDomain();
        this.connected = connected;
        this.every = Math.ceilDiv(geometry.units(), MOST_UNITS);
        this.strongest = StrongestConnections.of(weight, CONNECTIONS);
    }

    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        SpaceView view = new SpaceView(geometry);
        boolean solid = view.isSolid(geometry);
        if (domain.isPresent() || geometry.space().coordinates() == 2 || !solid) {
            figures.add(flat());
        }
        if (solid) {
            figures.add(solid(view));
        }
        return figures;
    }

    private Figure flat() {
        boolean coordinates = domain.isPresent() || geometry.space().coordinates() == 2;
        UnaryOperator<double[]> place = coordinates ? point -> point : geometry.space()::embed;
        List<Layer> layers = new ArrayList<>();
        domain.ifPresent(flat -> layers.addAll(edges(flat)));
        for (boolean positive : new boolean[] {true, false}) {
            double[][] lines = lines(positive, place);
            if (lines[0].length > 0) {
                layers.add(new Layer.Strands(named(positive), lines[0], lines[1], look(positive)));
            }
        }
        for (boolean wanted : new boolean[] {true, false}) {
            double[][] points = points(wanted, place);
            if (points[0].length > 0) {
                layers.add(new Layer.Dots(counted(wanted), points[0], points[1], unitLook(wanted)));
            }
        }
        String what = coordinates ? "coordinate" : "embedding";
        return new Chart(
                name + "-points", "Points on the space",
                "Where the units lie%s%s. %s".formatted(
                        coordinates ? ", by their coordinates" : ", by the space's embedding",
                        domain.isPresent()
                                ? ": the space cut open, edges of one letter being the same in the direction of their arrows"
                                : "",
                        connectionCaption()),
                new Plane(Axis.of(what + " 1", "units of the space"), Axis.of(what + " 2", "units of the space"),
                        layers, true));
    }

    private Figure solid(SpaceView view) {
        List<Part> parts = new ArrayList<>();
        double[][] mesh = joined(view.mesh());
        if (mesh[0].length > 0) {
            parts.add(new Part("", mesh[0], mesh[1], mesh[2], true, Look.solid(Look.GREY)));
        }
        for (boolean positive : new boolean[] {true, false}) {
            double[][] lines = lines(positive, view::place);
            if (lines[0].length > 0) {
                parts.add(new Part(named(positive), lines[0], lines[1], lines[2], true, look(positive)));
            }
        }
        for (boolean wanted : new boolean[] {true, false}) {
            double[][] points = points(wanted, view::place);
            if (points[0].length > 0) {
                parts.add(new Part(counted(wanted), points[0], points[1], points[2], false, unitLook(wanted)));
            }
        }
        return new Solid(name + "-space", "The space",
                view.description() + " " + connectionCaption(), parts);
    }

    private String connectionCaption() {
        return (strongest.isEmpty() ? ""
                : "Lines are the %d strongest connections, along shortest paths. "
                        .formatted(strongest.size()))
                + "A unit is unconnected if no recurrent weight to or from it is left."
                + (every == 1 ? "" : " One unit in %d is drawn.".formatted(every));
    }

    private static String named(boolean positive) {
        return positive ? "positive weights" : "negative weights";
    }

    private static Look look(boolean positive) {
        return Look.solid(positive ? 1 : 0);
    }

    private static Look unitLook(boolean connected) {
        return Look.solid(connected ? 2 : Look.GREY);
    }

    private String counted(boolean wanted) {
        return (wanted ? "connected units: " : "unconnected units: ")
                + IntStream.range(0, connected.length).filter(unit -> connected[unit] == wanted).count();
    }

    private double[][] points(boolean wanted, UnaryOperator<double[]> place) {
        return columns(IntStream.range(0, geometry.units())
                .filter(unit -> connected[unit] == wanted && unit % every == 0)
                .mapToObj(unit -> place.apply(geometry.point(unit))).toList());
    }

    /**
     * The strongest connections of one sign, as lines separated by gaps; they are broken where they leave the domain
     * and re-enter on its other side.
     */
    private double[][] lines(boolean positive, UnaryOperator<double[]> place) {
        List<double[]> all = new ArrayList<>();
        for (Connection connection : strongest) {
            if (connection.weight() > 0 == positive) {
                double[] before = GAP;
                for (double[] point : StrongestConnections.path(geometry.space(), geometry.point(connection.from()),
                        geometry.point(connection.to()))) {
                    double[] at = place.apply(point);
                    if (isJump(before, at)) {
                        all.add(GAP);
                    }
                    all.add(at);
                    before = at;
                }
                all.add(GAP);
            }
        }
        return columns(all);
    }

    /** Whether a line jumps from an edge of the domain to the opposite one; never in three dimensions. */
    private boolean isJump(double[] before, double[] at) {
        return domain.isPresent() && at.length == 2 && (Math.abs(at[0] - before[0]) > domain.get().width() / 2
                || Math.abs(at[1] - before[1]) > domain.get().height() / 2);
    }

    private static double[][] joined(List<double[][]> lines) {
        List<double[]> all = new ArrayList<>();
        for (double[][] line : lines) {
            all.addAll(Arrays.asList(line));
            all.add(GAP);
        }
        return columns(all);
    }

    /** The coordinates of places, [3][places], padded with 0. */
    private static double[][] columns(List<double[]> places) {
        double[][] columns = new double[3][places.size()];
        for (int index = 0; index < places.size(); index++) {
            double[] place = places.get(index);
            for (int coordinate = 0; coordinate < Math.min(3, place.length); coordinate++) {
                columns[coordinate][index] = place[coordinate];
            }
        }
        return columns;
    }

    private static List<Layer> edges(FundamentalDomain domain) {
        double width = domain.width();
        double height = domain.height();
        boolean mirrored = domain.sides() == Gluing.MIRRORED;
        boolean mirroredEnds = domain.ends() == Gluing.MIRRORED;
        String sides = domain.sides() == Gluing.NONE ? "" : "a";
        String ends = domain.ends() == Gluing.NONE ? "" : "b";
        return List.of(
                new Layer.Edge("", sides, new double[] {0, 0}, new double[] {0, height}),
                new Layer.Edge("", sides, new double[] {width, width},
                        mirrored ? new double[] {height, 0} : new double[] {0, height}),
                new Layer.Edge("", ends, new double[] {0, width}, new double[] {0, 0}),
                new Layer.Edge("", ends, mirroredEnds ? new double[] {width, 0} : new double[] {0, width},
                        new double[] {height, height}));
    }
}
