package io.moduli.plugins.moduli.space;

/** Arithmetic of coordinates that repeat after a period. */
final class Period {

    private Period() {}

    /** A coordinate reduced to [0, period). */
    static double wrap(double coordinate, double period) {
        double wrapped = coordinate - period * Math.floor(coordinate / period);
        // A tiny negative coordinate becomes the period itself, a huge one may end up a rounding error below 0.
        return wrapped >= 0 && wrapped < period ? wrapped : 0;
    }

    /**
     * The least of the differences that stand for this one, between −period/2 and period/2, the sign of the given
     * difference kept at exactly half a period.
     *
     * @param difference between −period and period
     */
    static double least(double difference, double period) {
        // Without branches, which random points would make mispredict half of the time.
        double straight = Math.abs(difference);
        return Math.copySign(Math.min(straight, period - straight), difference * (period - 2 * straight));
    }
}
