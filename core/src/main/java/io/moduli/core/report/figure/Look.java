package io.moduli.core.report.figure;

/**
 * The appearance of a layer.
 *
 * @param colour the number of its colour, from 0; {@link #GREY} for auxiliary lines
 * @param dashed whether its line is dashed
 * @param start whether the first point of its line, and each one after a gap, is marked
 * @param faint whether points are in the background, such as single values behind their mean
 */
public record Look(int colour, boolean dashed, boolean start, boolean faint) {

    /** The colour of auxiliary lines. */
    public static final int GREY = -1;

    /** Solid, in a colour. */
    public static Look solid(int colour) {
        return new Look(colour, false, false, false);
    }

    /** Dashed, in a colour. */
    public static Look dashed(int colour) {
        return new Look(colour, true, false, false);
    }

    /** Faint, in a colour. */
    public static Look faint(int colour) {
        return new Look(colour, false, false, true);
    }
}
