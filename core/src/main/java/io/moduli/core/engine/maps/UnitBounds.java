package io.moduli.core.engine.maps;

import io.moduli.core.engine.storage.SparseRows;
import io.moduli.core.engine.storage.SparseStructure;

/** Splits the units of a recurrent weight by the work for their rows and columns. */
final class UnitBounds {

    /** The cost of a unit's row besides its entries, in entries. */
    private static final int WORK_OF_ROW = 4;

    private UnitBounds() {}

    /** The bounds, see {@link SparseLinearMap#unitBounds}. */
    static int[] of(SparseStructure structure, int gates, int parts) {
        SparseRows byColumn = structure.byColumn();
        int units = structure.columns();
        int[] bounds = new int[parts + 1];
        long all = 2L * structure.entries() + (long) WORK_OF_ROW * gates * units;
        long work = 0;
        int part = 1;
        for (int unit = 0; unit < units; unit++) {
            long ofUnit = (long) WORK_OF_ROW * gates + byColumn.begin(unit + 1) - byColumn.begin(unit);
            for (int gate = 0; gate < gates; gate++) {
                int row = gate * units + unit;
                ofUnit += structure.byRow().begin(row + 1) - structure.byRow().begin(row);
            }
            // A unit that contains a boundary belongs to the part that contains most of it.
            while (part < parts && 2 * (work + ofUnit) - ofUnit >= 2 * (all * part / parts)) {
                bounds[part++] = unit;
            }
            work += ofUnit;
        }
        while (part <= parts) {
            bounds[part++] = units;
        }
        return bounds;
    }
}
