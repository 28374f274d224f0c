package io.moduli.core.report.drawing;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/**
 * Draws horizontal bars, each below its name and with its number behind it. XChart's bars leave out names that it finds too
 * close to each other, and names beside bars take half the width of a phone.
 */
final class BarsPainter {

    private static final int LEFT = 20;
    private static final int VALUE_WIDTH = 150;
    private static final int NAME = 38;
    private static final int BAR = 26;
    private static final int GAP = 14;
    private static final int AXIS = 96;
    private static final int PLOT = Labels.WIDTH - LEFT - VALUE_WIDTH;
    private static final int TICKS = 4;

    private BarsPainter() {}

    static BufferedImage paint(Picture.Bars picture, Theme theme) {
        int plotHeight = picture.names().size() * (NAME + BAR + GAP);
        BufferedImage image = new BufferedImage(Labels.WIDTH, plotHeight + AXIS, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setColor(theme.background());
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
            graphics.setFont(Labels.font());
            Labels.smooth(graphics);
            paintAxis(picture, plotHeight, graphics, theme);
            for (int index = 0; index < picture.names().size(); index++) {
                double value = picture.values().get(index);
                int top = index * (NAME + BAR + GAP);
                int width = (int) Math.round(PLOT * Math.clamp(value / picture.greatest(), 0, 1));
                graphics.setColor(theme.text());
                graphics.drawString(
                        Labels.fit(graphics, picture.names().get(index), Labels.WIDTH - 2 * LEFT), LEFT,
                        top + NAME - 8);
                graphics.drawString(
                        ReadableNumber.of(value, 3) + " " + picture.axis().unit(), LEFT + width + 10,
                        top + NAME + BAR - 3);
                graphics.setColor(theme.series(0));
                graphics.fillRect(LEFT, top + NAME, width, BAR);
            }
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private static void paintAxis(Picture.Bars picture, int plotHeight, Graphics2D graphics, Theme theme) {
        for (int tick = 0; tick <= TICKS; tick++) {
            int x = LEFT + PLOT * tick / TICKS;
            graphics.setColor(theme.grid());
            graphics.drawLine(x, NAME, x, plotHeight);
            graphics.setColor(theme.text());
            String number = ReadableNumber.of(picture.greatest() * tick / TICKS, 3);
            graphics.drawString(
                    number, Math.max(2, x - Labels.width(graphics, number) / 2), plotHeight + NAME - 8);
        }
        String label = Labels.of(picture.axis());
        graphics.drawString(
                label, LEFT + (PLOT - Labels.width(graphics, label)) / 2, plotHeight + 2 * NAME - 2);
    }
}
