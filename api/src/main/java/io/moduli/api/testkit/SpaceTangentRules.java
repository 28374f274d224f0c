package io.moduli.api.testkit;

import java.util.Arrays;

/** The rules about gradients and moves. */
final class SpaceTangentRules {

    private static final int PARTNERS = 4;
    private static final double STEP = 1e-5;
    private static final double TOLERANCE = 1e-5;
    /** Where the differences to both sides disagree by more, the distance has a kink: the cut locus. */
    private static final double KINK = 1e-2;

    private final SpaceProbe probe;
    private final Findings findings;
    private int smooth;
    private int tried;

    private SpaceTangentRules(SpaceProbe probe, Findings findings) {
        this.probe = probe;
        this.findings = findings;
    }

    static void check(SpaceProbe probe, Findings findings) {
        SpaceTangentRules rules = new SpaceTangentRules(probe, findings);
        findings.examine("gradient", rules::everyPoint);
    }

    private void everyPoint() {
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
    }

    private void atCoincidence(double[] a) {
        double[] gradient = probe.gradient(a, a.clone());
        findings.require(
                Arrays.stream(gradient).allMatch(component -> component == 0), "gradient at coincidence", "is %s",
                Arrays.toString(gradient));
    }

    private void pair(double[] a, double[] b) {
        double[] gradient = probe.gradient(a, b);
        if (!SpaceProbe.finite(gradient)) {
            findings.require(false, "gradient components", "are %s", Arrays.toString(gradient));
            return;
        }
        double norm = SpaceProbe.norm(gradient);
        findings.require(
                norm == 0 || Math.abs(norm - 1) <= TOLERANCE, "gradient norm", "is %s between points %s apart", norm,
                probe.distance(a, b));
        tried++;
        if (norm > 0 && differences(a, b, gradient, gradient)) {
            smooth++;
            differences(a, b, gradient, tangent(a));
            arrives(a, b, gradient);
        }
        lengths(a, tangent(a));
    }

    /** A unit tangent at a point, in the direction away from some other point. */
    private double[] tangent(double[] a) {
        return probe.gradient(a, probe.any());
    }

    /** Compares the gradient with the change of the distance along a tangent; false where the distance has a kink. */
    private boolean differences(double[] a, double[] b, double[] gradient, double[] tangent) {
        double distance = probe.distance(a, b);
        double step = STEP * Math.min(distance, probe.scale());
        double forward = (probe.distance(probe.moved(a, tangent, step), b) - distance) / step;
        double backward = (distance - probe.distance(probe.moved(a, tangent, -step), b)) / step;
        if (Math.abs(forward - backward) > KINK) {
            return false;
        }
        double measured = (forward + backward) / 2;
        double promised = SpaceProbe.dot(gradient, tangent);
        findings.require(
                Math.abs(measured - promised) <= TOLERANCE, "gradient",
                "says %s along a tangent, but a short move gives %s", promised,
                measured);
        return true;
    }

    private void arrives(double[] a, double[] b, double[] gradient) {
        double distance = probe.distance(a, b);
        double missed = probe.distance(probe.moved(a, gradient, -distance), b);
        findings.require(
                missed <= TOLERANCE * probe.scale(), "move arrives",
                "against the gradient by the distance %s ends %s away", distance,
                missed);
    }

    private void lengths(double[] a, double[] tangent) {
        double[] stayed = probe.moved(a, tangent, 0);
        findings.require(
                probe.distance(a, stayed) <= 1e-11 * probe.scale(), "move", "by 0 goes %s", probe.distance(a, stayed));
        double norm = SpaceProbe.norm(tangent);
        for (double share : new double[] {1e-3, 1e-2}) {
            double expected = share * probe.scale() * norm;
            double[] end = probe.moved(a, tangent, share * probe.scale());
            double went = probe.distance(a, end);
            findings.require(
                    Math.abs(went - expected) <= TOLERANCE * expected, "move length", "a tangent of norm %s goes %s",
                    expected, went);
            findings.require(SpaceProbe.finite(end), "move", "leads to %s", Arrays.toString(end));
        }
    }
}
