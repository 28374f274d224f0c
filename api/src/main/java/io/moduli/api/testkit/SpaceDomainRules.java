package io.moduli.api.testkit;

import io.moduli.api.geometry.FundamentalDomain;
import io.moduli.api.geometry.FundamentalDomain.Gluing;
import java.util.Arrays;

/** The rules about a space that says that it is a rectangle with glued edges. */
final class SpaceDomainRules {

    private static final String RULE = "fundamental domain";
    private static final int PLACES = 7;
    /** How far points that are one may be apart, compared with how far points usually are. */
    private static final double SAME = 1e-6;

    private SpaceDomainRules() {}

    static void check(SpaceProbe probe, Findings findings) {
        findings.examine(RULE, () -> probe.space().fundamentalDomain().ifPresent(domain -> {
            findings.require(
                    probe.space().coordinates() == 2, RULE, "a point has %d coordinates, not the two of a rectangle",
                    probe.space().coordinates());
            for (double[] point : probe.points()) {
                findings.require(
                        point[0] >= 0 && point[0] <= domain.width() && point[1] >= 0 && point[1] <= domain.height(),
                        RULE, "%s lies outside of %s", Arrays.toString(point), domain);
            }
            for (int place = 1; place < PLACES; place++) {
                edges(probe, domain, (double) place / PLACES, findings);
            }
        }));
    }

    private static void edges(SpaceProbe probe, FundamentalDomain domain, double share, Findings findings) {
        double x = share * domain.width();
        double y = share * domain.height();
        if (domain.sides() != Gluing.NONE) {
            double opposite = domain.sides() == Gluing.MIRRORED ? domain.height() - y : y;
            same(probe, new double[] {domain.width(), y}, new double[] {0, opposite}, findings);
        }
        if (domain.ends() != Gluing.NONE) {
            double opposite = domain.ends() == Gluing.MIRRORED ? domain.width() - x : x;
            same(probe, new double[] {x, domain.height()}, new double[] {opposite, 0}, findings);
        }
    }

    private static void same(SpaceProbe probe, double[] a, double[] b, Findings findings) {
        double distance = probe.space().distance(a, b);
        findings.require(
                distance <= SAME * probe.scale(), RULE, "%s and %s are glued, but are %s apart", Arrays.toString(a),
                Arrays.toString(b), distance);
    }
}
