package io.moduli.core.report;

/**
 * How many numbers there are of each magnitude, 32 classes an octave: quantiles of any number of weights, off by 3 % at most,
 * without keeping the weights.
 */
final class MagnitudeCounts {

    /** Of a float's bits, all of the exponent and five of the mantissa are told apart. */
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
     * The magnitude below which a share of the numbers lies; not-a-number where there are none.
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
