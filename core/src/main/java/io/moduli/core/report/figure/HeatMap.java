package io.moduli.core.report.figure;

/**
 * A matrix in colours, with the first row at the top and a colour bar.
 *
 * @param columns the horizontal axis
 * @param rows the vertical axis
 * @param colour what colours mean
 * @param columnExtent where the horizontal axis ends; it begins at 0
 * @param rowExtent where the vertical axis ends at the bottom; it begins at 0
 * @param cells the numbers
 * @param blank the meaning of cells without a number
 */
public record HeatMap(
        String name,
        String title,
        String caption,
        Axis columns,
        Axis rows,
        Axis colour,
        double columnExtent,
        double rowExtent,
        Cells cells,
        String blank)
        implements Figure {}
