package io.moduli.api.testkit;

import java.util.Arrays;

/** The rules about gradients and moves. */
final class SpaceTangentRules {

    static final double TOLERANCE = 1e-5;

    private static final int PARTNERS = 4;
    private static final double STEP = 1e-5;
    /** Of a short step, what must be missing for it to have come to a boundary. */
    private static final double STOPPED = 1e-9;
    /** A step that slides along a boundary misses less than that, and turns by its root. */
    private static final double ALONG_A_BOUNDARY = 1e-4;
    /** Where the differences to both sides disagree by more, the distance has a kink: the cut locus. */
    private static final double KINK = 1e-2;

    private final SpaceProbe probe;
    private final Findings findings;
    private int smooth;
    private int tried;
    private int free;

    private SpaceTangentRules(SpaceProbe probe, Findings findings) {
        this.probe = probe;
        this.findings = findings;
    }

    /** @param inside whether nearly no point lies on a boundary */
    static void check(SpaceProbe probe, boolean inside, Findings findings) {
        SpaceTangentRules rules = new SpaceTangentRules(probe, findings);
        findings.examine("gradient", () -> rules.everyPoint(inside));
    }

    private void everyPoint(boolean inside) {
        for (double[] a : probe.points()) {
            atCoincidence(a);
            for (int partner = 0; partner < PARTNERS; partner++) {
                double[] b = probe.any();
                if (a != b) {
                    pair(a, b);
                }
            }
        }
        findings.require(
                smooth > tried / 2, "gradient", "is 0 or does not exist for %d of %d pairs", tried - smooth, tried);
        findings.require(
                !inside || free > tried / 2, "move length",
                "%d of %d short moves end before they should, and few points can be so near to a boundary",
                tried - free,
                tried);
    }

    private void atCoincidence(double[] a) {
        double[] gradient = probe.gradient(a, a.clone());
        findings.require(
                Arrays.stream(gradient).allMatch(component -> component == 0), "gradient at coincidence", "of %s is %s",
                Arrays.toString(a), Arrays.toString(gradient));
    }

    private void pair(double[] a, double[] b) {
        double[] gradient = probe.gradient(a, b);
        if (!SpaceProbe.finite(gradient)) {
            findings.require(
                    false, "gradient components", "between %s are %s", SpaceProbe.pair(a, b),
                    Arrays.toString(gradient));
            return;
        }
        double norm = SpaceProbe.norm(gradient);
        findings.require(
                norm == 0 || Math.abs(norm - 1) <= TOLERANCE, "gradient norm", "is %s between %s, %s apart", norm,
                SpaceProbe.pair(a, b), probe.distance(a, b));
        tried++;
        if (norm > 0 && differences(a, b, gradient, gradient)) {
            smooth++;
            differences(a, b, gradient, probe.tangent(a));
            arrives(a, b, gradient);
        }
        lengths(a, probe.any());
    }

    /** Compares the gradient with the change of the distance along a tangent; false where the distance has a kink. */
    private boolean differences(double[] a, double[] b, double[] gradient, double[] tangent) {
        double distance = probe.distance(a, b);
        double step = STEP * Math.min(distance, probe.scale());
        double[] ahead = probe.moved(a, tangent, step);
        double[] behind = probe.moved(a, tangent, -step);
        double forward = (probe.distance(ahead, b) - distance) / step;
        double backward = (distance - probe.distance(behind, b)) / step;
        boolean noWayAhead = stopped(a, ahead, tangent, step);
        boolean noWayBack = stopped(a, behind, tangent, step);
        double measured;
        if (noWayAhead && noWayBack) {
            return true;
        } else if (noWayAhead || noWayBack) {
            measured = noWayAhead ? backward : forward;
        } else if (Math.abs(forward - backward) > KINK) {
            return false;
        } else {
            measured = (forward + backward) / 2;
        }
        double promised = SpaceProbe.dot(gradient, tangent);
        double tolerance = probe.space().hasBoundary() ? ALONG_A_BOUNDARY : TOLERANCE;
        findings.require(
                Math.abs(measured - promised) <= tolerance, "gradient",
                "of the distance between %s, %s, says %s along the tangent %s, but a short move gives %s",
                SpaceProbe.pair(a, b), distance, promised, Arrays.toString(tangent), measured);
        return true;
    }

    /** Whether a move has come to a boundary. */
    private boolean stopped(double[] from, double[] to, double[] tangent, double step) {
        return probe.space().hasBoundary()
                && probe.distance(from, to) < (1 - STOPPED) * step * SpaceProbe.norm(tangent);
    }

    private void arrives(double[] a, double[] b, double[] gradient) {
        double distance = probe.distance(a, b);
        double missed = probe.distance(probe.moved(a, gradient, -distance), b);
        findings.require(
                missed <= TOLERANCE * probe.scale(), "move arrives",
                "from the first of %s against the gradient of their distance %s it ends %s away from the second",
                SpaceProbe.pair(a, b), distance, missed);
    }

    /** Moves towards and away from another point; away a boundary may be in the way, towards nothing is. */
    private void lengths(double[] a, double[] b) {
        double[] tangent = probe.gradient(a, b);
        double[] stayed = probe.moved(a, tangent, 0);
        findings.require(
                probe.distance(a, stayed) <= rounding(), "move", "by 0 goes %s from %s",
                probe.distance(a, stayed), Arrays.toString(a));
        boolean both = true;
        for (double share : new double[] {1e-3, 1e-2}) {
            double length = Math.min(share * probe.scale(), probe.distance(a, b));
            double expected = length * SpaceProbe.norm(tangent);
            double allowed = TOLERANCE * expected + rounding();
            double towards = went(a, tangent, -length);
            double away = went(a, tangent, length);
            both &= away >= expected - allowed;
            findings.require(
                    Math.abs(towards - expected) <= allowed, "move length",
                    "from %s against the tangent %s by %s goes %s", Arrays.toString(a), Arrays.toString(tangent),
                    expected, towards);
            findings.require(
                    away <= expected + allowed && (away >= expected - allowed || probe.space().hasBoundary()),
                    "move length", "from %s along the tangent %s by %s goes %s", Arrays.toString(a),
                    Arrays.toString(tangent), expected, away);
        }
        free += both ? 1 : 0;
    }

    private double rounding() {
        return SpaceMetricRules.ROUNDING * probe.scale();
    }

    private double went(double[] a, double[] tangent, double length) {
        double[] end = probe.moved(a, tangent, length);
        findings.require(
                SpaceProbe.finite(end), "move", "from %s leads to %s", Arrays.toString(a), Arrays.toString(end));
        return probe.distance(a, end);
    }
}
