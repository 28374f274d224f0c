package __package__;

import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.testkit.RecurrentCellContractTests;
import java.util.Map;

/**
 * The contract of all cells: the backward pass gives the gradients of what the forward pass computes, nothing beside the
 * cell's own windows is read or written, and units do not depend on each other.
 */
class __Name__CellTest implements RecurrentCellContractTests {

    @Override
    public Map<String, RecurrentCell> recurrentCells() {
        return Map.of(
                "from slow to fast", new __Name__Cell(new __Name__Cell.Settings(0.1, 0.9)),
                "all alike", new __Name__Cell(new __Name__Cell.Settings(0.5, 0.5)));
    }
}
