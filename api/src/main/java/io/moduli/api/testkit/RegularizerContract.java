package io.moduli.api.testkit;

import io.moduli.api.geometry.GeometryUse;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a {@link Regularizer} promises, looked at on a small weight of every role that it is on. The rules:
 *
 * <ul>
 *   <li>{@code on}: it is on one role or more
 *   <li>{@code same seed}: bound twice with the same generator it gives the same penalty and gradient
 *   <li>{@code gradient}: the gradient agrees with central differences of the penalty, dense and sparse
 *   <li>{@code sparse}: a dense and a sparse weight of the same values have the same penalty and gradient
 *   <li>{@code adds}: the gradient is added to what is there
 *   <li>{@code zeros}: entries of value 0 contribute nothing
 *   <li>{@code values}: neither the values nor memory between the rows are touched
 *   <li>{@code blocks}: into how many blocks the rows are split makes no difference
 *   <li>{@code threads}: nor do several threads that accumulate blocks at once
 *   <li>{@code state}, {@code restore}: names are unique, a state given back restores the penalty before or after the
 *       structure is known and after some training, and one of another name is refused
 *   <li>{@code points}: if it says that it moves points, its gradient with respect to them is the slope of the penalty
 *   <li>{@code geometry}: what cannot work without a geometry refuses a weight without one
 * </ul>
 */
public final class RegularizerContract {

    private RegularizerContract() {}

    /** Looks for violations; none means that the regularizer passes. The same seed looks at the same weights. */
    public static List<Violation> check(Regularizer regularizer, long seed) {
        Findings findings = new Findings(regularizer);
        findings.require(!regularizer.on().isEmpty(), "on", "is empty");
        for (WeightRole role : regularizer.on()) {
            RegularizerProbe probe = RegularizerProbe.of(regularizer, TrialPlaces.shape(role), seed);
            findings.examine("same seed", () -> RegularizerGradientRules.sameSeed(probe, findings));
            findings.examine("gradient", () -> RegularizerGradientRules.differences(probe, findings));
            findings.examine("sparse", () -> RegularizerGradientRules.sparse(probe, findings));
            findings.examine("adds", () -> RegularizerGradientRules.adds(probe, findings));
            findings.examine("zeros", () -> RegularizerGradientRules.zeros(probe, findings));
            findings.examine("blocks", () -> RegularizerStateRules.blocks(probe, findings));
            RegularizerProbe larger = RegularizerProbe.of(regularizer, RegularizerThreadRules.larger(role), seed);
            findings.examine("threads", () -> RegularizerThreadRules.check(larger, findings));
            findings.examine("state", () -> RegularizerStateRules.roundTrip(probe, findings));
            if (regularizer.movesPoints()) {
                findings.examine("points", () -> RegularizerStateRules.points(probe, findings));
            }
            if (regularizer.geometryUse() == GeometryUse.REQUIRED) {
                BindingRules.refusesToBeNowhere(
                        () -> regularizer.bind(PlacedWeight.nowhere(probe.shape()), new SplittableRandom(seed)),
                        findings);
            }
            findings.examine("restore", () -> BindingRules.foreignState(probe.bind().regularizer(), findings));
        }
        return findings.violations();
    }
}
