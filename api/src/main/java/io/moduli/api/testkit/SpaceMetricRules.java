package io.moduli.api.testkit;

import io.moduli.api.geometry.ModuliSpace;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The rules about distances and what goes with them. */
final class SpaceMetricRules {

    /** What rounding may do to a distance, in units of the probe's scale. */
    private static final double ROUNDING = 1e-11;

    private SpaceMetricRules() {}

    static void check(SpaceProbe probe, Findings findings) {
        findings.examine("bounds", () -> metric(probe, findings));
        findings.examine("triangle", () -> triangles(probe, findings));
        findings.examine("distances", () -> many(probe, findings));
        findings.examine("concurrency", () -> threads(probe, findings));
        findings.examine("embedding", () -> embedding(probe, findings));
    }

    private static void metric(SpaceProbe probe, Findings findings) {
        double rounding = ROUNDING * probe.scale();
        double diameter = probe.space().diameter();
        findings.require(diameter > 0, "bounds", "the diameter is %s", diameter);
        for (double[] a : probe.points()) {
            double[] before = a.clone();
            double self = probe.distance(a, a.clone());
            findings.require(Math.abs(self) <= rounding, "identity", "a point is %s away from itself", self);
            for (double[] b : probe.points()) {
                double there = probe.distance(a, b);
                double back = probe.distance(b, a);
                findings.require(Math.abs(there - back) <= rounding, "symmetry", "%s one way, %s the other", there,
                        back);
                findings.require(there >= 0 && Double.isFinite(there), "bounds", "a distance of %s", there);
                findings.require(
                        there <= diameter * (1 + ROUNDING), "bounds", "a distance of %s, but a diameter of %s", there,
                        diameter);
                findings.require(
                        a == b || there > 0 || Arrays.equals(a, b), "identity", "%s and %s are 0 apart",
                        Arrays.toString(a),
                        Arrays.toString(b));
                probe.gradient(a, b);
            }
            findings.require(Arrays.equals(before, a), "arguments",
                    "distance or gradient changed a point that it was given");
        }
    }

    private static void triangles(SpaceProbe probe, Findings findings) {
        for (double[] a : probe.points()) {
            for (double[] b : probe.points()) {
                for (double[] c : probe.points()) {
                    double straight = probe.distance(a, c);
                    double detour = probe.distance(a, b) + probe.distance(b, c);
                    findings.require(
                            straight <= detour + ROUNDING * probe.scale(), "triangle",
                            "%s straight, but %s by way of a third point", straight, detour);
                }
            }
        }
    }

    private static void many(SpaceProbe probe, Findings findings) {
        double[][] points = probe.points();
        for (int from = 0; from < points.length; from++) {
            // Neither all of them nor in order, and the point itself among them.
            int[] columns = {points.length - 1, from, 0, from / 2};
            double[] out = new double[columns.length];
            Arrays.fill(out, Double.NaN);
            probe.space().distances(points, from, columns, out);
            for (int k = 0; k < columns.length; k++) {
                double single = probe.distance(points[from], points[columns[k]]);
                findings.require(
                        Math.abs(out[k] - single) <= ROUNDING * probe.scale(), "distances",
                        "%s among many, but %s as a single one", out[k], single);
            }
        }
    }

    private static void threads(SpaceProbe probe, Findings findings) {
        int count = probe.points().length;
        double[][] alone = IntStream.range(0, count * count).mapToObj(pair -> answers(probe, pair))
                .toArray(double[][]::new);
        double[][] together = IntStream.range(0, count * count)
                .parallel()
                .mapToObj(pair -> answers(probe, pair))
                .toArray(double[][]::new);
        for (int pair = 0; pair < alone.length; pair++) {
            findings.require(
                    Arrays.equals(alone[pair], together[pair]), "concurrency",
                    "distance and gradient are %s, but %s with other threads",
                    Arrays.toString(alone[pair]), Arrays.toString(together[pair]));
        }
    }

    /** The distance of a pair, then its gradient. */
    private static double[] answers(SpaceProbe probe, int pair) {
        int count = probe.points().length;
        double[] a = probe.points()[pair / count];
        double[] b = probe.points()[pair % count];
        double[] gradient = probe.gradient(a, b);
        double[] answers = Arrays.copyOf(new double[] {probe.distance(a, b)}, 1 + gradient.length);
        System.arraycopy(gradient, 0, answers, 1, gradient.length);
        return answers;
    }

    private static void embedding(SpaceProbe probe, Findings findings) {
        ModuliSpace space = probe.space();
        int length = space.embed(probe.points()[0]).length;
        for (double[] point : probe.points()) {
            double[] before = point.clone();
            double[] embedded = space.embed(point);
            findings.require(
                    embedded.length == length && length > 0, "embedding", "%d numbers for one point, %d for another",
                    length,
                    embedded.length);
            findings.require(SpaceProbe.finite(embedded), "embedding", "is %s", Arrays.toString(embedded));
            findings.require(
                    Arrays.equals(embedded, space.embed(point.clone())), "embedding",
                    "two embeddings of one point differ");
            findings.require(
                    embedded != point && Arrays.equals(before, point), "arguments",
                    "embed changed or returned its argument");
        }
    }
}
