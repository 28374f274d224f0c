package __package__;

import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.testkit.RecurrentCellContractTests;
import java.util.Map;

/** The contract of all cells: among other things, the backward pass is held against differences of the forward pass. */
class __Name__CellTest implements RecurrentCellContractTests {

    @Override
    public Map<String, RecurrentCell> recurrentCells() {
        return Map.of("by default", new __Name__Cell(new __Name__Cell.Settings()));
    }
}
