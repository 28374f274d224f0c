package io.moduli.api.testkit;

import java.util.Arrays;

/** The rules about distances. */
final class SpaceMetricRules {

    /** What rounding may do to a distance, in units of the probe's scale. */
    static final double ROUNDING = 1e-11;

    private SpaceMetricRules() {}

    static void check(SpaceProbe probe, Findings findings) {
        findings.examine("bounds", () -> metric(probe, findings));
        findings.examine("triangle", () -> triangles(probe, findings));
        findings.examine("distances", () -> many(probe, findings));
    }

    private static void metric(SpaceProbe probe, Findings findings) {
        double diameter = probe.space().diameter();
        findings.require(diameter > 0, "bounds", "the diameter is %s", diameter);
        for (double[] a : probe.points()) {
            double[] before = a.clone();
            double self = probe.distance(a, a.clone());
            findings.require(
                    Math.abs(self) <= ROUNDING * probe.scale(), "identity", "%s is %s away from itself",
                    Arrays.toString(a), self);
            for (double[] b : probe.points()) {
                pair(probe, a, b, findings);
                double there = probe.distance(a, b);
                findings.require(
                        a == b || there > 0 || Arrays.equals(a, b), "identity", "%s are 0 apart",
                        SpaceProbe.pair(a, b));
                probe.gradient(a, b);
            }
            findings.require(Arrays.equals(before, a), "arguments",
                    "distance or gradient changed a point that it was given, %s, to %s", Arrays.toString(before),
                    Arrays.toString(a));
        }
    }

    /** What is true of the distance of any two points. */
    static void pair(SpaceProbe probe, double[] a, double[] b, Findings findings) {
        double diameter = probe.space().diameter();
        double there = probe.distance(a, b);
        double back = probe.distance(b, a);
        findings.require(
                Math.abs(there - back) <= ROUNDING * probe.scale() || !Double.isFinite(there), "symmetry",
                "between %s it is %s one way, %s the other", SpaceProbe.pair(a, b), there, back);
        findings.require(
                there >= 0 && Double.isFinite(there), "bounds", "between %s there is a distance of %s",
                SpaceProbe.pair(a, b), there);
        findings.require(
                !(there > diameter * (1 + ROUNDING)), "bounds",
                "between %s there is a distance of %s, but the diameter is %s",
                SpaceProbe.pair(a, b), there, diameter);
    }

    private static void triangles(SpaceProbe probe, Findings findings) {
        for (double[] a : probe.points()) {
            for (double[] b : probe.points()) {
                for (double[] c : probe.points()) {
                    double straight = probe.distance(a, c);
                    double detour = probe.distance(a, b) + probe.distance(b, c);
                    findings.require(
                            straight <= detour + ROUNDING * probe.scale(), "triangle",
                            "between %s it is %s straight, but %s by way of %s", SpaceProbe.pair(a, c), straight,
                            detour,
                            Arrays.toString(b));
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
                        "between %s it is %s among many, but %s as a single one",
                        SpaceProbe.pair(points[from], points[columns[k]]), out[k], single);
            }
        }
    }
}
