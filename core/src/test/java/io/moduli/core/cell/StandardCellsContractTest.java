package io.moduli.core.cell;

import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.testkit.RecurrentCellContractTests;
import java.util.Locale;
import java.util.Map;

/** The standard cells keep what a plugin author's cells must keep. */
class StandardCellsContractTest implements RecurrentCellContractTests {

    private static RecurrentCell leaky(String activation, double timeConstant, boolean learned) {
        return new LeakyElmanCell(new LeakyElmanCell.Settings(
                ElmanCell.Activation.valueOf(activation.toUpperCase(Locale.ROOT)), timeConstant, learned));
    }

    @Override
    public Map<String, RecurrentCell> recurrentCells() {
        return Map.of(
                "elman tanh", StandardCells.elman("tanh"), "elman relu", StandardCells.elman("relu"),
                "lstm", StandardCells.lstm(), "gru", StandardCells.gru(), "leaky elman", leaky("relu", 4, false),
                "leaky elman that learns", leaky("tanh", 2, true));
    }
}
