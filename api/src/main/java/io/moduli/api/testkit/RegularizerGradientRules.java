package io.moduli.api.testkit;

import java.util.Arrays;

/** The rules about a regularizer's penalty and its gradient. */
final class RegularizerGradientRules {

    private static final float STEP = 0.0625f;
    private static final double TOLERANCE = 2e-3;

    private RegularizerGradientRules() {}

    static void sameSeed(RegularizerProbe probe, Findings findings) {
        SampleWeight one = probe.dense(probe.matrix());
        SampleWeight other = probe.dense(probe.matrix());
        double first = probe.penalty(one);
        double second = probe.penalty(other);
        findings.require(
                first == second && Arrays.equals(one.gradients(), other.gradients()), "same seed",
                "gave the penalties %s and %s, or different gradients",
                first, second);
        findings.require(Double.isFinite(first), "gradient", "the penalty is %s", first);
        findings.require(
                Arrays.equals(one.values(), probe.matrix()) && one.gapsUntouched(), "values",
                "accumulate wrote to values or between rows");
    }

    static void differences(RegularizerProbe probe, Findings findings) {
        SampleWeight dense = probe.dense(probe.matrix());
        SampleWeight sparse = probe.sparse(probe.matrix());
        probe.penalty(dense);
        probe.penalty(sparse);
        double size = RegularizerProbe.greatest(dense.gradients());
        findings.require(Double.isFinite(size), "gradient", "has an entry %s", size);
        for (int index = 0; index < probe.matrix().length; index += 5) {
            if (probe.matrix()[index] != 0) {
                double measured = difference(probe, index, false);
                findings.require(
                        Math.abs(measured - dense.gradients()[index]) <= TOLERANCE * size, "gradient",
                        "of a dense weight is %s at an entry, but differences of the penalty give %s",
                        dense.gradients()[index], measured);
                double measuredSparse = difference(probe, index, true);
                findings.require(
                        Math.abs(measuredSparse - sparse.gradients()[index]) <= TOLERANCE * size, "gradient",
                        "of a sparse weight is %s at an entry, but differences of the penalty give %s",
                        sparse.gradients()[index],
                        measuredSparse);
            }
        }
    }

    private static double difference(RegularizerProbe probe, int index, boolean sparse) {
        float[] above = probe.matrix().clone();
        float[] below = probe.matrix().clone();
        above[index] += STEP;
        below[index] -= STEP;
        double rise = sparse
                ? probe.penalty(probe.sparse(above)) - probe.penalty(probe.sparse(below))
                : probe.penalty(probe.dense(above)) - probe.penalty(probe.dense(below));
        return rise / ((double) above[index] - below[index]);
    }

    static void sparse(RegularizerProbe probe, Findings findings) {
        SampleWeight dense = probe.dense(probe.matrix());
        SampleWeight sparse = probe.sparse(probe.matrix());
        double densePenalty = probe.penalty(dense);
        double sparsePenalty = probe.penalty(sparse);
        findings.require(
                RegularizerProbe.close(densePenalty, sparsePenalty, Math.abs(densePenalty)), "sparse",
                "the penalty is %s of a dense weight, %s of a sparse one", densePenalty, sparsePenalty);
        double size = RegularizerProbe.greatest(dense.gradients());
        for (int index = 0; index < probe.matrix().length; index++) {
            findings.require(
                    RegularizerProbe.close(dense.gradients()[index], sparse.gradients()[index], size), "sparse",
                    "the gradient of an entry is %s dense, %s sparse", dense.gradients()[index],
                    sparse.gradients()[index]);
        }
        findings.require(sparse.gapsUntouched(), "values", "accumulate wrote between the rows of a sparse weight");
    }

    static void adds(RegularizerProbe probe, Findings findings) {
        SampleWeight fresh = probe.dense(probe.matrix());
        probe.penalty(fresh);
        float before = (float) RegularizerProbe.greatest(fresh.gradients());
        SampleWeight filled = probe.dense(probe.matrix());
        filled.fillGradients(before);
        probe.penalty(filled);
        for (int index = 0; index < probe.matrix().length; index++) {
            double expected = (double) before + fresh.gradients()[index];
            findings.require(
                    RegularizerProbe.close(filled.gradients()[index], expected, before), "adds", "%s to %s makes %s",
                    fresh.gradients()[index], before, filled.gradients()[index]);
        }
    }

    static void zeros(RegularizerProbe probe, Findings findings) {
        SampleWeight dense = probe.dense(probe.matrix());
        probe.penalty(dense);
        for (int index = 0; index < probe.matrix().length; index++) {
            findings.require(
                    probe.matrix()[index] != 0 || dense.gradients()[index] == 0, "zeros",
                    "an entry of value 0 got the gradient %s",
                    dense.gradients()[index]);
        }
        float[] nothing = new float[probe.matrix().length];
        nothing[0] = -0f;
        SampleWeight zero = probe.dense(nothing);
        double penalty = probe.penalty(zero);
        findings.require(
                penalty == 0 && RegularizerProbe.greatest(zero.gradients()) == 0, "zeros",
                "a weight of nothing but 0 has the penalty %s, its greatest gradient is %s",
                penalty, RegularizerProbe.greatest(zero.gradients()));
    }
}
