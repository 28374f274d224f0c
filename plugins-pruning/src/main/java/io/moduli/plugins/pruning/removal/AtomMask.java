package io.moduli.plugins.pruning.removal;

import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.pruning.ranking.Atoms;

/** Builds a mask in which entries that are removed together all stay if one of them does. */
final class AtomMask {

    private final Atoms atoms;
    private final Mask.Builder mask;
    /** The entries that are known so far of the atom that was seen last. */
    private final int[] rows;
    private final int[] columns;

    private int count;
    private boolean stays;

    AtomMask(WeightShape shape, Atoms atoms) {
        this.atoms = atoms;
        this.mask = Mask.builder(shape.rows(), shape.columns());
        this.rows = new int[atoms.size()];
        this.columns = new int[atoms.size()];
    }

    /**
     * Adds the next entry, in the order of {@link Atoms#rank}.
     *
     * @param below whether it ranks among those that are removed
     */
    void add(int row, int column, boolean below) {
        if (count > 0 && !atoms.together(rows[count - 1], columns[count - 1], row, column)) {
            finishAtom();
        }
        rows[count] = row;
        columns[count] = column;
        count++;
        stays |= !below;
    }

    private void finishAtom() {
        for (int index = 0; stays && index < count; index++) {
            mask.keep(rows[index], columns[index]);
        }
        count = 0;
        stays = false;
    }

    /** The mask of all entries that were added. */
    Mask build() {
        finishAtom();
        return mask.build();
    }
}
