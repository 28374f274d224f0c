package io.moduli.api.contract;

import io.moduli.api.cell.RecurrentCell;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A test class that implements this tests recurrent cells against {@link RecurrentCellContract}. */
public interface KeepsRecurrentCellContract {

    /** The recurrent cells by the names that the tests shall have. */
    Map<String, RecurrentCell> recurrentCells();

    /** A test of each. */
    @TestFactory
    default Stream<DynamicTest> keepsRecurrentCellContract() {
        return ContractTests.of(recurrentCells(), RecurrentCellContract::check);
    }
}
