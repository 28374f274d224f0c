package io.moduli.core.report.drawing;

import io.moduli.api.report.Exhibit.Panel;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Draws small images in rows of three, each with its name and the numbers that its darkest and brightest colour mean. */
final class ImagesPainter {

    private static final int COLUMNS = 3;
    private static final int GAP = 20;
    private static final int SIDE = (Labels.WIDTH - (COLUMNS + 1) * GAP) / COLUMNS;
    private static final int LINE = 36;

    private ImagesPainter() {}

    static BufferedImage paint(Picture.Images picture, Theme theme) {
        int rows = Math.ceilDiv(picture.panels().size(), COLUMNS);
        int rowHeight = SIDE + 2 * LINE + GAP;
        BufferedImage image = new BufferedImage(
                Labels.WIDTH, GAP + Math.max(1, rows) * rowHeight, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setColor(theme.background());
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
            graphics.setFont(Labels.font());
            Labels.smooth(graphics);
            for (int index = 0; index < picture.panels().size(); index++) {
                int left = GAP + index % COLUMNS * (SIDE + GAP);
                int top = GAP + index / COLUMNS * rowHeight;
                paint(picture.panels().get(index), left, top, graphics, theme);
            }
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private static void paint(Panel panel, int left, int top, Graphics2D graphics, Theme theme) {
        double[][] values = panel.values();
        double least = finite(values).min().orElse(0);
        double range = finite(values).max().orElse(0) - least;
        int rows = values.length;
        int columns = Arrays.stream(values).mapToInt(row -> row.length).max().orElse(0);
        double cell = SIDE / (double) Math.max(1, Math.max(rows, columns));
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < values[row].length; column++) {
                double value = values[row][column];
                if (Double.isFinite(value)) {
                    graphics.setColor(theme.sequential().at(range > 0 ? (value - least) / range : 0.5));
                    int x = (int) Math.round(column * cell);
                    int y = (int) Math.round(row * cell);
                    graphics.fillRect(
                            left + x, top + y,
                            Math.max(1, (int) Math.round((column + 1) * cell) - x),
                            Math.max(1, (int) Math.round((row + 1) * cell) - y));
                }
            }
        }
        graphics.setColor(theme.grid());
        graphics.drawRect(left - 1, top - 1, (int) (columns * cell) + 1, (int) (rows * cell) + 1);
        graphics.setColor(theme.text());
        graphics.drawString(Labels.fit(graphics, panel.name(), SIDE), left, top + SIDE + LINE - 6);
        String scale = ReadableNumber.of(least, 2) + " … " + ReadableNumber.of(least + range, 2);
        graphics.drawString(Labels.fit(graphics, scale, SIDE), left, top + SIDE + 2 * LINE - 8);
    }

    private static DoubleStream finite(double[][] values) {
        return Arrays.stream(values).flatMapToDouble(Arrays::stream).filter(Double::isFinite);
    }
}
