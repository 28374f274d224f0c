package io.moduli.core.report.figure;

/**
 * A matrix in colours, the first row on top, with a colour bar.
 *
 * @param columns the horizontal axis
 * @param rows the vertical axis
 * @param colour what colours mean
 * @param columnExtent where the horizontal axis ends; it begins at 0
 * @param rowExtent where the vertical axis ends at the bottom; it begins at 0
 * @param cells the numbers
 * @param blank what it means that a cell has no number
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
