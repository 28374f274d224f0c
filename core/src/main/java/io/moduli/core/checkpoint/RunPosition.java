package io.moduli.core.checkpoint;

import io.moduli.core.state.StateReader;
import io.moduli.core.state.StateWriter;

/**
 * Where a run stands.
 *
 * @param stage the stage that is next or has begun, from 1; one more than the number of stages if all are done
 * @param begun whether this stage has begun
 * @param epochs how many of its epochs are done
 * @param steps how many of its steps are done
 */
public record RunPosition(int stage, boolean begun, int epochs, long steps) {

    private static final String NAME = "position";

    /** The beginning of a stage. */
    public static RunPosition before(int stage) {
        return new RunPosition(stage, false, 0, 0);
    }

    /** How many stages have begun. */
    public int stagesBegun() {
        return begun ? stage : stage - 1;
    }

    /** In words, such as {@code stage 2 after 3 epochs and 120 steps}. */
    public String inWords() {
        return begun ? "stage %d after %d epochs and %d steps".formatted(stage, epochs, steps)
                : "the beginning of stage " + stage;
    }

    /** Writes it, beside the rest of the state. */
    public void save(StateWriter state) {
        state.within(NAME).put("stage", stage).put("begun", begun).put("epochs", epochs).put("steps", steps);
    }

    /** The position of a run whose state was kept. */
    public static RunPosition of(StateReader state) {
        StateReader position = state.within(NAME);
        return new RunPosition(
                position.count("stage"), position.flag("begun"), position.count("epochs"), position.number("steps"));
    }
}
