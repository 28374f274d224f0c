package io.moduli.core.report.drawing;

import io.moduli.api.report.Exhibit.Axis;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.TextLayout;

/** Writing in pictures. */
final class Labels {

    /** Pictures of this width are shown about 360 pixels wide on a phone, where letters must be 12 pixels high. */
    static final int WIDTH = 800;

    private static final int SIZE = 28;
    private static final int MOST_LETTERS = 40;

    private Labels() {}

    static Font font() {
        return new Font(Font.SANS_SERIF, Font.PLAIN, SIZE);
    }

    /** The label of an axis with its unit. */
    static String of(Axis axis) {
        return axis.unit().isBlank() ? axis.label() : axis.label() + " (" + axis.unit() + ")";
    }

    /** A name that fits into a picture. */
    static String cut(String name) {
        return cut(name, MOST_LETTERS);
    }

    /** A name of at most so many letters, its end replaced by dots if need be. */
    static String cut(String name, int most) {
        String plain = name.isBlank() ? "unnamed" : name.strip();
        return plain.length() <= most ? plain : plain.substring(0, most - 1) + "…";
    }

    static void smooth(Graphics2D graphics) {
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    }

    /** How wide a text is in pixels. */
    static int width(Graphics2D graphics, String text) {
        return (int) Math.ceil(
                new TextLayout(text, graphics.getFont(), graphics.getFontRenderContext()).getAdvance());
    }

    /** Cuts a text until it fits into a width. */
    static String fit(Graphics2D graphics, String text, int width) {
        String fitting = cut(text, Math.max(2, text.length()));
        for (int length = fitting.length() - 1; length > 1 && width(graphics, fitting) > width; length--) {
            fitting = cut(fitting, length);
        }
        return fitting;
    }
}
