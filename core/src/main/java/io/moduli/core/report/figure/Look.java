package io.moduli.core.report.figure;

/**
 * How a layer is told from others.
 *
 * @param colour the number of its colour, from 0; {@link #GREY} for what only helps
 * @param dashed whether its line is dashed
 * @param start whether the first point of its line, and each behind a gap, is marked
 * @param faint whether points stand behind others, as single values do behind their mean
 */
public record Look(int colour, boolean dashed, boolean start, boolean faint) {

    /** The colour of what only helps. */
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
