package io.moduli.core.report;

/**
 * A histogram of magnitudes with 32 classes per octave, which gives quantiles of any number of weights with an error of
 * at most 3 %, without storing the weights.
 */
final class MagnitudeCounts {

    /** The class of a number is given by the exponent and five bits of the mantissa of its float. */
    private static final int SHIFT = 18;

    private final int[] classes = new int[1 << (Float.SIZE - 1 - SHIFT)];
    private long count;

    /** Counts a number, which is finite. */
    void add(float number) {
        classes[Float.floatToRawIntBits(Math.abs(number)) >>> SHIFT]++;
        count++;
    }

    /** How many numbers there are. */
    long count() {
        return count;
    }

    /**
     * A quantile of the magnitudes; NaN if there are none.
     *
     * @param share from 0 to 1
     */
    double quantile(double share) {
        if (count == 0) {
            return Double.NaN;
        }
        long wanted = Math.max(1, (long) Math.ceil(share * count));
        long seen = 0;
        int index = -1;
        while (seen < wanted) {
            index++;
            seen += classes[index];
        }
        double low = Float.intBitsToFloat(index << SHIFT);
        double high = Float.intBitsToFloat((index + 1) << SHIFT);
        return index == 0 ? 0 : (low + high) / 2;
    }
}
