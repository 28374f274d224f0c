package io.moduli.core.report.drawing;

import java.awt.BasicStroke;
import java.util.Locale;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** What all charts have in common. */
final class ChartStyle {

    private static final int TICK_SPACING = 110;
    private static final int TICK_DIGITS = 4;

    private ChartStyle() {}

    static void apply(AxesChartStyler styler, Theme theme) {
        styler.setLocale(Locale.ROOT);
        styler.setAntiAlias(true);
        styler.setChartTitleVisible(false);
        styler.setChartPadding(14);
        styler.setChartBackgroundColor(theme.background());
        styler.setPlotBackgroundColor(theme.background());
        styler.setPlotBorderVisible(false);
        styler.setChartFontColor(theme.text());
        styler.setLegendBackgroundColor(theme.background());
        styler.setLegendBorderColor(theme.background());
        styler.setLegendFont(Labels.font());
        styler.setLegendPosition(LegendPosition.OutsideS);
        styler.setLegendLayout(LegendLayout.Vertical);
        styler.setLegendSeriesLineLength(60);
        styler.setLegendPadding(10);
        styler.setMarkerSize(11);
        styler.setAxisTitlePadding(14);
        styler.setAxisTitleFont(Labels.font());
        styler.setXAxisTitleColor(theme.text());
        styler.setYAxisTitleColor(theme.text());
        styler.setAxisTickLabelsFont(Labels.font());
        styler.setAxisTickLabelsColor(theme.text());
        styler.setXAxisTickLabelsColor(theme.text());
        styler.setYAxisTickLabelsColor(theme.text());
        styler.setAxisTickMarksColor(theme.text());
        styler.setXAxisTickMarksColor(theme.text());
        styler.setYAxisTickMarksColor(theme.text());
        styler.setAxisTickMarksStroke(new BasicStroke(2));
        styler.setPlotGridLinesColor(theme.grid());
        styler.setPlotGridLinesStroke(new BasicStroke(1.5f));
        styler.setXAxisTickMarkSpacingHint(TICK_SPACING);
        styler.setYAxisTickMarkSpacingHint(TICK_SPACING / 2);
        styler.setXAxisTickLabelsFormattingFunction(ChartStyle::tick);
        styler.setYAxisTickLabelsFormattingFunction(ChartStyle::tick);
    }

    private static String tick(Double value) {
        return ReadableNumber.of(value, TICK_DIGITS);
    }
}
