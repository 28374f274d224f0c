package io.moduli.core.report.drawing;

import io.moduli.api.report.Exhibit.Series;
import io.moduli.core.report.drawing.Picture.Scale;
import java.awt.BasicStroke;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.YAxisPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws series in a plane. */
final class ChartPainter {

    private static final int HEIGHT = 520;
    private static final int LEGEND_LINE = 44;
    private static final int RIGHT_GROUP = 1;
    /** Lines of more points than this are told apart by their strokes, those of fewer by marks, too. */
    private static final int MOST_MARKED_POINTS = 40;
    private static final Marker[] MARKERS = {
        SeriesMarkers.CIRCLE, SeriesMarkers.DIAMOND, SeriesMarkers.TRIANGLE_UP, SeriesMarkers.SQUARE,
        SeriesMarkers.CROSS, SeriesMarkers.TRIANGLE_DOWN
    };
    private static final float[][] DASHES = {{}, {14, 8}, {4, 7}, {18, 7, 4, 7}, {24, 8}, {8, 4}};

    private final Picture.Chart picture;
    private final Theme theme;

    private ChartPainter(Picture.Chart picture, Theme theme) {
        this.picture = picture;
        this.theme = theme;
    }

    static BufferedImage paint(Picture.Chart picture, Theme theme) {
        XYChart chart = new ChartPainter(picture, theme).chart();
        BufferedImage drawn = BitmapEncoder.getBufferedImage(chart);
        if (picture.scale() != Scale.EQUAL) {
            return drawn;
        }
        equalize(chart);
        return BitmapEncoder.getBufferedImage(chart);
    }

    private XYChart chart() {
        boolean logarithmic = picture.scale() == Scale.LOGARITHMIC;
        List<Series> left = DrawableSeries.of(picture.series(), logarithmic);
        List<Series> right = DrawableSeries.of(
                picture.right().map(axis -> List.of(axis.series())).orElse(List.of()), false);
        if (left.isEmpty()) {
            throw new IllegalArgumentException("there is no finite number in it");
        }
        int legend = left.size() + right.size();
        int height = HEIGHT + (picture.scale() == Scale.EQUAL ? Labels.WIDTH - HEIGHT : 0);
        XYChart chart = new XYChart(Labels.WIDTH, height + (legend > 1 ? legend * LEGEND_LINE : 0));
        chart.setXAxisTitle(Labels.of(picture.x()));
        chart.setYAxisTitle(Labels.of(picture.y()));
        XYStyler styler = chart.getStyler();
        ChartStyle.apply(styler, theme);
        styler.setYAxisLogarithmic(logarithmic);
        styler.setLegendVisible(legend > 1);
        if (picture.scale() == Scale.FROM_ZERO) {
            if (reachesFarDown(left)) {
                styler.setYAxisMin(0.0);
            }
            styler.setYAxisMin(RIGHT_GROUP, 0.0);
        }
        Set<String> names = new HashSet<>();
        List<Series> all = new ArrayList<>(left);
        all.addAll(right);
        for (int index = 0; index < all.size(); index++) {
            Series series = all.get(index);
            XYSeries drawn = chart.addSeries(unused(series.name(), names), series.x(), series.y());
            style(drawn, series, index);
            if (index >= left.size()) {
                drawn.setYAxisGroup(RIGHT_GROUP);
                chart.setYAxisGroupTitle(RIGHT_GROUP, Labels.of(picture.right().orElseThrow().axis()));
                styler.setYAxisGroupPosition(RIGHT_GROUP, YAxisPosition.Right);
                styler.setYAxisGroupTitleColor(RIGHT_GROUP, theme.series(index));
                styler.setYAxisGroupTickLabelsColorMap(RIGHT_GROUP, theme.series(index));
                styler.setYAxisGroupTitleColor(0, theme.series(0));
            }
        }
        return chart;
    }

    /** Whether any number is below half of the greatest; if none is, an axis from 0 would flatten all that happens. */
    private static boolean reachesFarDown(List<Series> series) {
        DoubleSummaryStatistics numbers = series.stream()
                .flatMapToDouble(one -> Arrays.stream(one.y()))
                .filter(Double::isFinite)
                .summaryStatistics();
        return numbers.getMin() < numbers.getMax() / 2 || numbers.getMin() == numbers.getMax();
    }

    private void style(XYSeries drawn, Series series, int index) {
        drawn.setXYSeriesRenderStyle(series.line() ? XYSeriesRenderStyle.Line : XYSeriesRenderStyle.Scatter);
        drawn.setLineColor(theme.series(index));
        drawn.setMarkerColor(theme.series(index));
        float[] dash = DASHES[index % DASHES.length];
        drawn.setLineStyle(
                dash.length == 0
                        ? new BasicStroke(4, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
                        : new BasicStroke(4, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0));
        boolean marked = !series.line() || series.x().length <= MOST_MARKED_POINTS;
        drawn.setMarker(marked ? MARKERS[index % MARKERS.length] : SeriesMarkers.NONE);
    }

    private static String unused(String name, Set<String> taken) {
        String candidate = Labels.cut(name);
        for (int number = 2; !taken.add(candidate); number++) {
            candidate = Labels.cut(name) + " " + number;
        }
        return candidate;
    }

    /** Widens the axis on which a unit is longer than on the other, about its middle, as a first drawing measured them. */
    private static void equalize(XYChart chart) {
        double left = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (XYSeries series : chart.getSeriesCollection()) {
            left = Math.min(left, series.getXMin());
            right = Math.max(right, series.getXMax());
            low = Math.min(low, series.getYMin());
            high = Math.max(high, series.getYMax());
        }
        double width = right > left ? right - left : 1;
        double height = high > low ? high - low : 1;
        double pixelsX = Math.abs(chart.getScreenXFromChart(right) - chart.getScreenXFromChart(left));
        double pixelsY = Math.abs(chart.getScreenYFromChart(high) - chart.getScreenYFromChart(low));
        double unit = Math.max(width / pixelsX, height / pixelsY);
        if (Double.isFinite(unit)) {
            double moreX = (unit * pixelsX - width) / 2;
            double moreY = (unit * pixelsY - height) / 2;
            chart.getStyler().setXAxisMin(left - moreX).setXAxisMax(right + moreX);
            chart.getStyler().setYAxisMin(low - moreY).setYAxisMax(high + moreY);
        }
    }
}
