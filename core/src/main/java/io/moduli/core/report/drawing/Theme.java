package io.moduli.core.report.drawing;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;

/**
 * The colours of pictures on light or dark ground. Those of series are after Okabe and Ito ("Color universal design", 2008),
 * darkened or lightened to stand out from the ground, and stay apart for colour-blind eyes; series differ in strokes and
 * marks besides.
 *
 * @param background the ground, the same as the page's
 * @param text letters and axes
 * @param grid lines that only help
 * @param series the colours of series
 * @param diverging for signed numbers: cold below 0, warm above, and never the background's colour, which means that nothing
 *     is there
 * @param sequential for numbers from least to greatest
 */
public record Theme(
        Color background,
        Color text,
        Color grid,
        List<Color> series,
        ColourScale diverging,
        ColourScale sequential) {

    private static final ColourScale RISING = new ColourScale(0x2b1055, 0x3b3f8f, 0x27708e, 0x1f9e88, 0x6cc04a,
            0xfde725);

    public static final Theme LIGHT = new Theme(
            new Color(0xffffff),
            new Color(0x1c1c1c),
            new Color(0xd9d9d9),
            colours(0x0072b2, 0xd55e00, 0x007a5a, 0x8f4f7d, 0x000000, 0xa06a00),
            new ColourScale(0x053061, 0x2f79b5, 0xd4dbe0, 0xe0d8d2, 0xd6604d, 0x67001f),
            RISING);

    public static final Theme DARK = new Theme(
            new Color(0x16181b),
            new Color(0xececec),
            new Color(0x44484d),
            colours(0x56b4e9, 0xe69f00, 0x2fc29a, 0xdf9ac6, 0xf0e442, 0xffffff),
            new ColourScale(0xb8e2ff, 0x4a9fe0, 0x3a464f, 0x50423a, 0xef8a45, 0xffe2a8),
            RISING);

    public Theme {
        series = List.copyOf(series);
    }

    /** The colour of a series; after the last the first again. */
    public Color series(int index) {
        return series.get(index % series.size());
    }

    private static List<Color> colours(int... values) {
        return Arrays.stream(values).mapToObj(Color::new).toList();
    }
}
