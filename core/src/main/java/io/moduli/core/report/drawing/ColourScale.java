package io.moduli.core.report.drawing;

import java.awt.Color;

/**
 * Colours for numbers from 0 to 1, in 96 steps between anchors: few enough that a picture of them is a small file.
 */
public final class ColourScale {

    private static final int STEPS = 96;

    private final int[] anchors;

    /** @param anchors colours as 0xRRGGBB at equal spaces, two or more */
    ColourScale(int... anchors) {
        this.anchors = anchors.clone();
    }

    /** The colour of a number; those beyond an end have the colour of the end. */
    public Color at(double number) {
        double stepped = Math.round(Math.clamp(number, 0, 1) * (STEPS - 1)) / (double) (STEPS - 1);
        double place = stepped * (anchors.length - 1);
        int low = Math.min((int) place, anchors.length - 2);
        double part = place - low;
        return new Color(
                mixed(anchors[low] >> 16, anchors[low + 1] >> 16, part),
                mixed(anchors[low] >> 8, anchors[low + 1] >> 8, part),
                mixed(anchors[low], anchors[low + 1], part));
    }

    private static int mixed(int from, int to, double part) {
        int a = from & 0xff;
        int b = to & 0xff;
        return (int) Math.round(a + part * (b - a));
    }
}
