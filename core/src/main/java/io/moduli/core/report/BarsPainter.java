package io.moduli.core.report;

import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.style.HorizontalBarStyler;

/** Draws horizontal bars. */
final class BarsPainter {

    private static final int AROUND = 130;
    private static final int BAR = 56;

    private BarsPainter() {}

    static BufferedImage paint(Picture.Bars picture, Theme theme) {
        HorizontalBarChart chart = new HorizontalBarChart(Labels.WIDTH, AROUND + BAR * picture.names().size());
        chart.setXAxisTitle(Labels.of(picture.axis()));
        HorizontalBarStyler styler = chart.getStyler();
        ChartStyle.apply(styler, theme);
        // The names are no numbers.
        styler.setYAxisTickLabelsFormattingFunction(null);
        // Every bar has its name.
        styler.setYAxisTickMarkSpacingHint(1);
        styler.setLegendVisible(false);
        styler.setYAxisTitleVisible(false);
        styler.setPlotGridHorizontalLinesVisible(false);
        styler.setXAxisMin(0.0);
        styler.setXAxisMax(picture.greatest());
        styler.setAvailableSpaceFill(0.7);
        List<String> names = picture.names().stream().map(Labels::cut).toList();
        chart.addSeries(picture.title(), picture.values(), names).setFillColor(theme.series(0));
        return BitmapEncoder.getBufferedImage(chart);
    }
}
