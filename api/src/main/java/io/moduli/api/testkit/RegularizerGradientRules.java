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
                "%s has the penalties %s and %s, and gradients that differ from entry %d on", probe.shape().name(),
                first,
                second, Arrays.mismatch(one.gradients(), other.gradients()));
        findings.require(Double.isFinite(first), "gradient", "the penalty is %s", first);
        findings.require(
                Arrays.equals(one.values(), probe.matrix()) && one.gapsUntouched(), "values",
                "accumulate wrote to values of %s or between its rows", probe.shape().name());
    }

    static void differences(RegularizerProbe probe, Findings findings) {
        SampleWeight dense = probe.dense(probe.matrix());
        SampleWeight sparse = probe.sparse(probe.matrix());
        probe.penalty(dense);
        probe.penalty(sparse);
        double size = RegularizerProbe.maximum(dense.gradients());
        findings.require(Double.isFinite(size), "gradient", "has an entry %s", size);
        for (int index = 0; index < probe.matrix().length; index++) {
            if (probe.matrix()[index] != 0 && (index % 5 == 0 || isMargin(probe, index))) {
                double measured = difference(probe, index, false);
                findings.require(
                        Math.abs(measured - dense.gradients()[index]) <= TOLERANCE * size, "gradient",
                        "of the dense %s is %s, but differences of the penalty give %s", entry(probe, index),
                        dense.gradients()[index], measured);
                double measuredSparse = difference(probe, index, true);
                findings.require(
                        Math.abs(measuredSparse - sparse.gradients()[index]) <= TOLERANCE * size, "gradient",
                        "of the sparse %s is %s, but differences of the penalty give %s", entry(probe, index),
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
        double size = RegularizerProbe.maximum(dense.gradients());
        for (int index = 0; index < probe.matrix().length; index++) {
            findings.require(
                    RegularizerProbe.close(dense.gradients()[index], sparse.gradients()[index], size), "sparse",
                    "the gradient of %s is %s dense, %s sparse", entry(probe, index), dense.gradients()[index],
                    sparse.gradients()[index]);
        }
        findings.require(sparse.gapsUntouched(), "values", "accumulate wrote between the rows of a sparse weight");
    }

    static void adds(RegularizerProbe probe, Findings findings) {
        SampleWeight fresh = probe.dense(probe.matrix());
        probe.penalty(fresh);
        float before = (float) RegularizerProbe.maximum(fresh.gradients());
        SampleWeight filled = probe.dense(probe.matrix());
        filled.fillGradients(before);
        probe.penalty(filled);
        for (int index = 0; index < probe.matrix().length; index++) {
            double expected = (double) before + fresh.gradients()[index];
            findings.require(
                    RegularizerProbe.close(filled.gradients()[index], expected, before), "adds",
                    "to the gradient of %s, %s to %s makes %s", entry(probe, index), fresh.gradients()[index], before,
                    filled.gradients()[index]);
        }
    }

    static void zeros(RegularizerProbe probe, Findings findings) {
        SampleWeight dense = probe.dense(probe.matrix());
        probe.penalty(dense);
        for (int index = 0; index < probe.matrix().length; index++) {
            findings.require(
                    probe.matrix()[index] != 0 || dense.gradients()[index] == 0, "zeros",
                    "%s, of value 0, got the gradient %s", entry(probe, index),
                    dense.gradients()[index]);
        }
        float[] nothing = new float[probe.matrix().length];
        nothing[0] = -0f;
        SampleWeight zero = probe.dense(nothing);
        double penalty = probe.penalty(zero);
        findings.require(
                penalty == 0 && RegularizerProbe.maximum(zero.gradients()) == 0, "zeros",
                "a weight of nothing but 0 has the penalty %s, its largest gradient is %s",
                penalty, RegularizerProbe.maximum(zero.gradients()));
    }

    /** Where loops over rows and columns begin and end. */
    private static boolean isMargin(RegularizerProbe probe, int index) {
        int columns = probe.shape().columns();
        int column = index % columns;
        return column == 0 || column == columns - 1 || index / columns == probe.shape().rows() - 1;
    }

    private static String entry(RegularizerProbe probe, int index) {
        int columns = probe.shape().columns();
        return "entry (%d, %d) of a %s weight".formatted(index / columns, index % columns, probe.shape().role());
    }
}
