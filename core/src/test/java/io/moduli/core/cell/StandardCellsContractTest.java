package io.moduli.core.cell;

import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.testkit.RecurrentCellContractTests;
import java.util.Map;

/** The standard cells keep what a plugin author's cells must keep. */
class StandardCellsContractTest implements RecurrentCellContractTests {

    @Override
    public Map<String, RecurrentCell> recurrentCells() {
        return Map.of(
                "elman tanh", StandardCells.elman("tanh"), "elman relu", StandardCells.elman("relu"),
                "lstm", StandardCells.lstm(), "gru", StandardCells.gru());
    }
}
