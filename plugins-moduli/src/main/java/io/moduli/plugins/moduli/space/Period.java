package io.moduli.plugins.moduli.space;

/** Arithmetic of coordinates that repeat after a period. */
final class Period {

    private Period() {}

    /** A coordinate brought to [0, period). */
    static double wrap(double coordinate, double period) {
        double wrapped = coordinate - period * Math.floor(coordinate / period);
        // A tiny negative coordinate comes out as the period itself, a huge one may come out a rounding error below 0.
        return wrapped >= 0 && wrapped < period ? wrapped : 0;
    }

    /**
     * The least of the differences that stand for this one, between −period/2 and period/2, the sign of the given
     * difference kept at exactly half a period.
     *
     * @param difference between −period and period
     */
    static double least(double difference, double period) {
        // Without branches, which points at random would send the wrong way every other time.
        double straight = Math.abs(difference);
        return Math.copySign(Math.min(straight, period - straight), difference * (period - 2 * straight));
    }
}
