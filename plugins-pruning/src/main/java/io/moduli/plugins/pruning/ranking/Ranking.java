package io.moduli.plugins.pruning.ranking;

import io.moduli.api.weight.WeightShape;

/** Gives each entry the key that decides when it is removed: the smallest first. */
@FunctionalInterface
public interface Ranking {

    /** The key of entries that do not compete. */
    int UNRANKED = Integer.MAX_VALUE;

    /**
     * The entry's key.
     *
     * @param weight the number of the entry's weight in its round
     * @param shape the shape of that weight
     * @param row the entry's row
     * @param column its column
     * @param value its value
     * @return from 0 to {@link Integer#MAX_VALUE}
     */
    int key(int weight, WeightShape shape, int row, int column, float value);

    /**
     * Ranks by absolute value. Without their sign, the bits of floats are ordered as their values are. NaN ranks above
     * infinity, so it is removed last.
     */
    static Ranking byMagnitude() {
        return (_, _, _, _, value) -> Float.floatToRawIntBits(value) & Integer.MAX_VALUE;
    }

    /** A number as a key: the order of keys is that of the numbers, up to a unit in the last place. NaN is last. */
    static int ordered(float number) {
        if (Float.isNaN(number)) {
            return Integer.MAX_VALUE;
        }
        int bits = Float.floatToIntBits(number);
        int order = bits ^ (bits >> 31 & Integer.MAX_VALUE);
        return (order >> 1) + (1 << 30);
    }

    /** Ranks by absolute value, the largest first. NaN ranks with the zeros, which are last. */
    static Ranking byLargest() {
        return (_, _, _, _, value) -> Float.isNaN(value)
                ? Integer.MAX_VALUE
                : Integer.MAX_VALUE - (Float.floatToRawIntBits(value) & Integer.MAX_VALUE);
    }

    /** Ranks positive entries, and with them 0, the smallest first. */
    static Ranking smallestPositive() {
        return (_, _, _, _, value) -> value >= 0 ? Float.floatToRawIntBits(value) & Integer.MAX_VALUE : UNRANKED;
    }

    /** Ranks negative entries, the largest first, which is the one nearest to 0. */
    static Ranking largestNegative() {
        return (_, _, _, _, value) -> value < 0 ? Float.floatToRawIntBits(value) & Integer.MAX_VALUE : UNRANKED;
    }

    /**
     * Ranks at random: the key is 31 bits of the entry's number, scrambled as SplittableRandom does (Steele, Lea and
     * Flood, 2014). So no keys have to be stored, and an entry always has the same one.
     */
    static Ranking atRandom(long seed) {
        return new AtRandom(seed);
    }

    /** Whether values are irrelevant, so that they need not be read. */
    default boolean blind() {
        return false;
    }

    /** @see #atRandom */
    record AtRandom(long seed) implements Ranking {

        @Override
        public int key(int weight, WeightShape shape, int row, int column, float value) {
            return drawn(number(weight, (long) row * shape.columns() + column));
        }

        /**
         * A number that no other entry of the round has, the same whether its weight is stored dense or sparse. Positions of
         * large weights have more than 32 bits; the higher ones stand above the number of the weight, which has less than 16
         * bits.
         */
        private static long number(int weight, long position) {
            return position >>> Integer.SIZE << 48 | (long) weight << Integer.SIZE | position & 0xffffffffL;
        }

        /** The key of a number. */
        public int drawn(long number) {
            return (int) (scramble(seed + number * 0x9e3779b97f4a7c15L) >>> 33);
        }

        @Override
        public boolean blind() {
            return true;
        }
    }

    private static long scramble(long number) {
        long mixed = (number ^ (number >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
