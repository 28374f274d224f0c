package io.moduli.plugins.moduli.regularizer;

/**
 * The magnitudes of the connections between the units of a layer, row by row: row i holds those to unit i.
 *
 * @param begin the first entry of each row, and the number of entries, [units + 1]
 * @param columns the unit that each connection is from, ascending in a row, [entries]
 * @param magnitudes 0 or more, [entries]
 */
record ConnectionMatrix(int[] begin, int[] columns, double[] magnitudes) {

    int units() {
        return begin.length - 1;
    }

    /** The sum of the magnitudes from each unit, [units]. */
    double[] strengths() {
        double[] strengths = new double[units()];
        for (int entry = 0; entry < columns.length; entry++) {
            strengths[columns[entry]] += magnitudes[entry];
        }
        return strengths;
    }
}
