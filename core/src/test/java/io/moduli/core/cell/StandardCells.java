package io.moduli.core.cell;

import io.moduli.api.cell.RecurrentCell;

/** Makes the standard cells for tests of other packages. */
public final class StandardCells {

    private StandardCells() {}

    public static RecurrentCell elman(String activation) {
        return activation.equals("relu") ? new ReluElmanCell() : new TanhElmanCell();
    }

    public static RecurrentCell lstm() {
        return new LstmCell();
    }

    public static RecurrentCell gru() {
        return new GruCell();
    }
}
