package io.moduli.core.report.drawing;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/** Draws a matrix of signed numbers with axes and a colour bar. */
final class MatrixPainter {

    private static final int PLOT = 640;
    private static final int LEFT = 96;
    private static final int TOP = 52;
    private static final int BELOW = 128;
    private static final int BAR_GAP = 22;
    private static final int BAR_WIDTH = 26;
    private static final int BAR_LABELS = 156;
    private static final int LINE = 38;

    private final Picture.SignedMatrix picture;
    private final Theme theme;
    private final int cell;
    private final int plotWidth;
    private final int plotHeight;
    private final BufferedImage image;
    private final Graphics2D graphics;

    private MatrixPainter(Picture.SignedMatrix picture, Theme theme) {
        this.picture = picture;
        this.theme = theme;
        int rows = picture.values().length;
        int columns = picture.values()[0].length;
        this.cell = Math.max(1, PLOT / Math.max(rows, columns));
        this.plotWidth = columns * cell;
        this.plotHeight = rows * cell;
        this.image = new BufferedImage(
                LEFT + plotWidth + BAR_GAP + BAR_WIDTH + BAR_LABELS, TOP + plotHeight + BELOW,
                BufferedImage.TYPE_INT_RGB);
        this.graphics = image.createGraphics();
    }

    static BufferedImage paint(Picture.SignedMatrix picture, Theme theme) {
        MatrixPainter painter = new MatrixPainter(picture, theme);
        try {
            painter.paint();
        } finally {
            painter.graphics.dispose();
        }
        return painter.image;
    }

    private void paint() {
        graphics.setColor(theme.background());
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.setFont(Labels.font());
        Labels.smooth(graphics);
        paintCells();
        paintAxes();
        paintColourBar();
    }

    private void paintCells() {
        double[][] values = picture.values();
        for (int row = 0; row < values.length; row++) {
            for (int column = 0; column < values[row].length; column++) {
                double value = values[row][column];
                if (!Double.isNaN(value)) {
                    graphics.setColor(theme.diverging().at(0.5 + value / picture.limit() / 2));
                    graphics.fillRect(LEFT + column * cell, TOP + row * cell, cell, cell);
                }
            }
        }
    }

    private void paintAxes() {
        graphics.setColor(theme.text());
        graphics.drawRect(LEFT - 1, TOP - 1, plotWidth + 1, plotHeight + 1);
        String last = Integer.toString(picture.extent());
        int lastWidth = Labels.width(graphics, last);
        int ticks = TOP + plotHeight + LINE - 6;
        graphics.drawString("1", LEFT, ticks);
        graphics.drawString(last, LEFT + plotWidth - lastWidth, ticks);
        graphics.drawString("1", LEFT - 8 - Labels.width(graphics, "1"), TOP + LINE - 12);
        graphics.drawString(last, LEFT - 8 - lastWidth, TOP + plotHeight);
        String below = Labels.of(picture.columns());
        centred(below, LEFT + plotWidth / 2, ticks + LINE);
        centred("blank: " + picture.blank(), LEFT + plotWidth / 2, ticks + 2 * LINE);
        AffineTransform upright = graphics.getTransform();
        graphics.rotate(-Math.PI / 2);
        centred(Labels.of(picture.rows()), -(TOP + plotHeight / 2), LINE - 8);
        graphics.setTransform(upright);
    }

    private void paintColourBar() {
        int left = LEFT + plotWidth + BAR_GAP;
        for (int y = 0; y < plotHeight; y++) {
            graphics.setColor(theme.diverging().at(1 - y / (double) (plotHeight - 1)));
            graphics.fillRect(left, TOP + y, BAR_WIDTH, 1);
        }
        graphics.setColor(theme.text());
        String limit = ReadableNumber.of(picture.limit(), 2);
        int labels = left + BAR_WIDTH + 8;
        graphics.drawString((picture.saturated() ? "≥" : "") + limit, labels, TOP + LINE - 16);
        graphics.drawString("0", labels, TOP + plotHeight / 2 + 10);
        graphics.drawString((picture.saturated() ? "≤" : "") + "−" + limit, labels, TOP + plotHeight);
        String name = Labels.of(picture.colour());
        graphics.drawString(name, image.getWidth() - 10 - Labels.width(graphics, name), TOP - 18);
    }

    private void centred(String text, int x, int y) {
        graphics.drawString(text, x - Labels.width(graphics, text) / 2, y);
    }
}
