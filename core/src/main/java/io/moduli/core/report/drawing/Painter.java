package io.moduli.core.report.drawing;

import java.awt.image.BufferedImage;

/** Draws pictures. */
public final class Painter {

    private Painter() {}

    public static BufferedImage paint(Picture picture, Theme theme) {
        return switch (picture) {
            case Picture.Chart chart -> ChartPainter.paint(chart, theme);
            case Picture.Bars bars -> BarsPainter.paint(bars, theme);
            case Picture.SignedMatrix matrix -> MatrixPainter.paint(matrix, theme);
            case Picture.Images images -> ImagesPainter.paint(images, theme);
        };
    }
}
