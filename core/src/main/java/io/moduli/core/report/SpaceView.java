package io.moduli.core.report;

import io.moduli.api.geometry.FundamentalDomain;
import io.moduli.api.geometry.FundamentalDomain.Gluing;
import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.geometry.ModuliSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A space as it is drawn in three dimensions: a flat surface with its edges glued, a sphere as itself, and any other
 * space by its embedding, reduced to its first three principal components if it has more dimensions.
 */
final class SpaceView {

    private static final double TURN = 2 * Math.PI;
    private static final int LINES = 10;
    private static final int STEPS = 40;
    private static final double ROUND = 1e-6;

    private final ModuliSpace space;
    private final Optional<FundamentalDomain> domain;
    private final Optional<PrincipalComponents> components;
    private final double radius;
    private final String description;

    SpaceView(LayerGeometry geometry) {
        this.space = geometry.space();
        this.domain = space.fundamentalDomain();
        List<double[]> embedded = IntStream.range(0, geometry.units())
                .mapToObj(unit -> space.embed(geometry.point(unit))).toList();
        int dimensions = embedded.getFirst().length;
        this.components = domain.isEmpty() && dimensions > 3
                ? Optional.of(PrincipalComponents.of(embedded, 3))
                : Optional.empty();
        this.radius = domain.isEmpty() && dimensions == 3 ? commonNorm(embedded) : 0;
        this.description = domain.map(SpaceView::described).orElseGet(() -> components
                .map(first -> "The space's embedding in %d dimensions, projected to its first three principal components, which show %.0f %% of the variance."
                        .formatted(dimensions, 100 * first.share()))
                .orElse(radius > 0 ? "The sphere." : "The space's embedding."));
    }

    /** Whether three dimensions show anything that a plane does not. */
    boolean isSolid(LayerGeometry geometry) {
        return domain.map(flat -> flat.sides() != flat.ends() || flat.sides() == Gluing.STRAIGHT)
                .orElseGet(() -> space.embed(geometry.point(0)).length > 2);
    }

    /** What is seen, a sentence. */
    String description() {
        return description;
    }

    /** Where a point of the space is drawn, [3]. */
    double[] place(double[] point) {
        if (domain.isPresent()) {
            return glued(domain.get(), point);
        }
        double[] embedded = space.embed(point);
        double[] shown = components.map(first -> first.project(embedded)).orElse(embedded);
        double[] place = new double[3];
        System.arraycopy(shown, 0, place, 0, Math.min(3, shown.length));
        return place;
    }

    /** Lines that show the surface, each a list of places; none if the surface is not known. */
    List<double[][]> mesh() {
        List<double[][]> lines = new ArrayList<>();
        for (int line = 0; line <= LINES; line++) {
            double at = (double) line / LINES;
            double[][] along = new double[STEPS + 1][];
            double[][] across = new double[STEPS + 1][];
            for (int step = 0; step <= STEPS; step++) {
                double way = (double) step / STEPS;
                along[step] = surface(way, at);
                across[step] = surface(at, way);
            }
            if (along[0].length > 0) {
                lines.add(along);
                lines.add(across);
            }
        }
        return lines;
    }

    /** A place on the surface by two numbers from 0 to 1; empty if the surface is not known. */
    private double[] surface(double u, double v) {
        if (domain.isPresent()) {
            return glued(domain.get(), new double[] {u * domain.get().width(), v * domain.get().height()});
        }
        if (radius == 0) {
            return new double[0];
        }
        double latitude = Math.PI * (v - 0.5);
        return new double[] {
            radius * Math.cos(latitude) * Math.cos(TURN * u), radius * Math.cos(latitude) * Math.sin(TURN * u),
            radius * Math.sin(latitude)};
    }

    private static double commonNorm(List<double[]> points) {
        double first = norm(points.getFirst());
        return points.stream().allMatch(point -> Math.abs(norm(point) - first) < ROUND * first) ? first : 0;
    }

    private static double norm(double[] point) {
        return Math.sqrt(point[0] * point[0] + point[1] * point[1] + point[2] * point[2]);
    }

    private static String described(FundamentalDomain domain) {
        boolean sides = domain.sides() != Gluing.NONE;
        boolean ends = domain.ends() != Gluing.NONE;
        if (sides && ends) {
            return domain.sides() == Gluing.MIRRORED || domain.ends() == Gluing.MIRRORED
                    ? "The surface bent round and glued; it passes through itself in three dimensions, though not in the space."
                    : "The torus bent round as a ring: distances in the space are those of the flat square, not of the ring.";
        }
        return sides || ends ? "The surface bent round and glued." : "The surface.";
    }

    /** The surface with its edges joined; flat if it cannot be closed in three dimensions, like a projective plane. */
    private static double[] glued(FundamentalDomain domain, double[] point) {
        boolean swapped = domain.ends() == Gluing.MIRRORED || domain.sides() == Gluing.NONE;
        double u = TURN * (swapped ? point[1] / domain.height() : point[0] / domain.width());
        double along = swapped ? point[0] : point[1];
        double extent = swapped ? domain.width() : domain.height();
        double around = swapped ? domain.height() : domain.width();
        Gluing first = swapped ? domain.ends() : domain.sides();
        Gluing second = swapped ? domain.sides() : domain.ends();
        double ring = around / TURN;
        if (first == Gluing.NONE || second == Gluing.MIRRORED) {
            return new double[] {point[0], point[1], 0};
        }
        if (second == Gluing.NONE) {
            double height = along - extent / 2;
            double tilt = first == Gluing.MIRRORED ? u / 2 : Math.PI / 2;
            double fromAxis = ring + height * Math.cos(tilt);
            return new double[] {fromAxis * Math.cos(u), fromAxis * Math.sin(u), height * Math.sin(tilt)};
        }
        double v = TURN * along / extent;
        double tube = ring / 2;
        if (first == Gluing.STRAIGHT && second == Gluing.STRAIGHT) {
            double fromAxis = ring + tube * Math.cos(v);
            return new double[] {fromAxis * Math.cos(u), fromAxis * Math.sin(u), tube * Math.sin(v)};
        }
        // A figure of eight that makes half a turn on its way around: an immersion of the Klein bottle.
        double across = tube * Math.sin(v);
        double up = tube * Math.sin(2 * v) / 2;
        double fromAxis = ring + Math.cos(u / 2) * across - Math.sin(u / 2) * up;
        return new double[] {
            fromAxis * Math.cos(u), fromAxis * Math.sin(u), Math.sin(u / 2) * across + Math.cos(u / 2) * up};
    }
}
