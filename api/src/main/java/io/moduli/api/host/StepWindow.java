package io.moduli.api.host;

import io.moduli.api.cell.BackwardStep;
import io.moduli.api.cell.ForwardStep;

/** What a window of a step holds. A host of cells gives windows by these names; a cell asks the step's accessors. */
public enum StepWindow {
    /** {@link ForwardStep#input}: one for each gate. */
    INPUT("input"),
    /** {@link ForwardStep#recurrent}: one for each gate; none for a summed cell. */
    RECURRENT("recurrent"),
    /** {@link ForwardStep#previous}: one for each state. */
    PREVIOUS("previous"),
    /** {@link ForwardStep#next}: one for each state. */
    NEXT("next"),
    /** {@link ForwardStep#saved}: as many as the cell's shape says. */
    SAVED("saved"),
    /** {@link ForwardStep#vector}: a column for each unit vector. */
    VECTOR("vector"),
    /** {@link BackwardStep#nextGradient}: one for each state. */
    NEXT_GRADIENT("nextGradient"),
    /** {@link BackwardStep#previousGradient}: one for each state, on other memory than the next ones. */
    PREVIOUS_GRADIENT("previousGradient"),
    /** {@link BackwardStep#vectorGradient}: a column for each unit vector. */
    VECTOR_GRADIENT("vectorGradient");

    private final String accessor;

    StepWindow(String accessor) {
        this.accessor = accessor;
    }

    /** The name of the method that answers with them. */
    @Override
    public String toString() {
        return accessor;
    }
}
