package io.moduli.api.testkit;

import io.moduli.api.cell.RecurrentCell;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs {@link RecurrentCellContract} as JUnit tests: implement it in a test class and name the recurrent cells. */
public interface RecurrentCellContractTests {

    /** The recurrent cells by the names of their tests. */
    Map<String, RecurrentCell> recurrentCells();

    /** A test of each. */
    @TestFactory
    default Stream<DynamicTest> keepsTheContractOfRecurrentCells() {
        return ContractTests.of(recurrentCells(), cell -> RecurrentCellContract.check(cell, 7));
    }
}
