package io.moduli.plugins.tasks.navigation;

import io.moduli.api.tensor.Matrix;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Reads positions out of the activity of place cells: the mean of the centres of the most active ones (Sorscher et al.,
 * 2019). In a periodic box the centres are averaged around the most active one, since those of neighbours across the seam
 * have coordinates of opposite signs.
 *
 * @param cells whose activity it is
 * @param mostActive how many cells are averaged
 */
record PlaceDecoder(PlaceCells cells, int mostActive) {

    /**
     * Decodes each column. A softmax beforehand would change nothing.
     *
     * @param activity [cells × columns]; of cells that are equally active the first ones are taken
     * @return positions, [2 × columns], x above y, in metres; not-a-number if too few activities are numbers
     */
    Matrix decode(Matrix activity) {
        int columns = activity.columns();
        int[] chosen = new int[mostActive * columns];
        float[] heights = new float[chosen.length];
        Arrays.fill(chosen, -1);
        Arrays.fill(heights, Float.NEGATIVE_INFINITY);
        float[] row = new float[columns];
        for (int cell = 0; cell < cells.count(); cell++) {
            MemorySegment.copy(
                    activity.memory(), ValueLayout.JAVA_FLOAT, activity.byteOffset(cell, 0), row, 0, columns);
            for (int column = 0; column < columns; column++) {
                int last = (column + 1) * mostActive - 1;
                if (row[column] > heights[last]) {
                    insert(cell, row[column], column * mostActive, last, chosen, heights);
                }
            }
        }
        Matrix positions = Matrix.allocate(2, columns);
        for (int column = 0; column < columns; column++) {
            average(chosen, column, positions);
        }
        return positions;
    }

    /** Inserts a cell among those chosen so far, from the highest to the lowest; the last one drops out. */
    private static void insert(int cell, float height, int first, int last, int[] chosen, float[] heights) {
        int at = last;
        while (at > first && height > heights[at - 1]) {
            chosen[at] = chosen[at - 1];
            heights[at] = heights[at - 1];
            at--;
        }
        chosen[at] = cell;
        heights[at] = height;
    }

    private void average(int[] chosen, int column, Matrix positions) {
        int first = column * mostActive;
        // The list fills from its front, so its last place shows whether it is full.
        if (chosen[first + mostActive - 1] < 0) {
            positions.set(0, column, Float.NaN);
            positions.set(1, column, Float.NaN);
            return;
        }
        Box box = cells.box();
        double x = cells.x(chosen[first]);
        double y = cells.y(chosen[first]);
        double wayX = 0;
        double wayY = 0;
        for (int at = first + 1; at < first + mostActive; at++) {
            wayX += box.way(x, cells.x(chosen[at]));
            wayY += box.way(y, cells.y(chosen[at]));
        }
        positions.set(0, column, (float) box.confine(x + wayX / mostActive));
        positions.set(1, column, (float) box.confine(y + wayY / mostActive));
    }
}
