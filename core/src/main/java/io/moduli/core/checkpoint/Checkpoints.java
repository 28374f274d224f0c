package io.moduli.core.checkpoint;

import io.moduli.core.state.StateReader;
import io.moduli.core.state.StateWriter;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Saves the state of a run from time to time, and has the state that a run is resumed from. */
public interface Checkpoints {

    /** Saves nothing; every run starts from the beginning. */
    Checkpoints NONE = new Checkpoints() {

        @Override
        public Optional<StateReader> last() {
            return Optional.empty();
        }

        @Override
        public boolean due() {
            return false;
        }

        @Override
        public void write(RunPosition position, StateWriter state) {}

        @Override
        public void writeBest(int stage, int epoch, StateWriter state) {}

        @Override
        public StateReader best(int stage, int epoch) {
            throw new IllegalStateException("nothing was kept of stage %d, epoch %d".formatted(stage, epoch));
        }
    };

    /** The state that the run is resumed from; empty if it starts from the beginning. */
    Optional<StateReader> last();

    /** Whether it is time for a checkpoint within an epoch. */
    boolean due();

    /**
     * Saves the state of the run.
     *
     * @param position where it stands
     * @param state the whole state
     * @throws UncheckedIOException if it cannot be written; earlier checkpoints remain
     */
    void write(RunPosition position, StateWriter state);

    /**
     * Saves the state of the run as the best of a stage so far.
     *
     * @param epoch the epoch after which it is saved
     * @throws UncheckedIOException if it cannot be written
     */
    void writeBest(int stage, int epoch, StateWriter state);

    /**
     * The state that was saved as the best of a stage.
     *
     * @param epoch the epoch after which it was saved
     * @throws UncheckedIOException if it cannot be read
     */
    StateReader best(int stage, int epoch);
}
