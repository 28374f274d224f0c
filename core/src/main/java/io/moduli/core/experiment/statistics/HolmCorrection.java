package io.moduli.core.experiment.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's step-down correction (Scandinavian Journal of Statistics 6, 1979, 65-70): probabilities of several
 * comparisons, raised so that the probability of even one false positive among all of them stays below the level of
 * each test. It holds however the comparisons depend on each other; here they share a baseline.
 */
public final class HolmCorrection {

    private HolmCorrection() {}

    /**
     * Corrects probabilities: the k-th smallest of m becomes {@code max over i <= k of min(1, (m - i + 1) p_i)}.
     *
     * @param p probabilities from 0 to 1
     * @return as many, in the same order
     */
    public static double[] adjust(double[] p) {
        int[] ascending = IntStream.range(0, p.length).boxed()
                .sorted(Comparator.comparingDouble(index -> p[index])).mapToInt(Integer::intValue).toArray();
        double[] adjusted = new double[p.length];
        double least = 0;
        for (int rank = 0; rank < p.length; rank++) {
            int index = ascending[rank];
            least = Math.max(least, Math.min(1, (p.length - rank) * p[index]));
            adjusted[index] = least;
        }
        return adjusted;
    }
}
