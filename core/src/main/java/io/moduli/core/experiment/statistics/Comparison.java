package io.moduli.core.experiment.statistics;

import java.util.OptionalDouble;

/** The comparison of a condition with the baseline, in one metric. */
public sealed interface Comparison {

    /** The experiment has no baseline. */
    record None() implements Comparison {}

    /** It is the baseline itself. */
    record Baseline() implements Comparison {}

    /**
     * It was compared.
     *
     * @param difference condition minus baseline, in pairs with the same seed
     * @param holm the probability corrected for all comparisons of the metric ({@link HolmCorrection}); empty if the
     *     difference has no probability
     */
    record Paired(PairedDifference difference, OptionalDouble holm) implements Comparison {

        public Paired {
            if (holm.isPresent() != difference.p().isPresent()) {
                throw new IllegalArgumentException(
                        "there is a corrected probability where there is an uncorrected one");
            }
        }
    }

    /**
     * It could not be compared.
     *
     * @param reason the reason, phrased as the end of a sentence
     */
    record Impossible(String reason) implements Comparison {}
}
