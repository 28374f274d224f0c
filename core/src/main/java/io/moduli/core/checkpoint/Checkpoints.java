package io.moduli.core.checkpoint;

import io.moduli.core.state.StateReader;
import io.moduli.core.state.StateWriter;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Keeps what a run is, from time to time, and knows what one that goes on was. */
public interface Checkpoints {

    /** Nothing is kept, and every run begins at the beginning. */
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

    /** What the run goes on from; empty where it begins. */
    Optional<StateReader> last();

    /** Whether it is time to keep what the run is, though no epoch is done. */
    boolean due();

    /**
     * Keeps what the run is.
     *
     * @param position where it stands
     * @param state all of it
     * @throws UncheckedIOException where it cannot be written; what was kept before is still there
     */
    void write(RunPosition position, StateWriter state);

    /**
     * Keeps what the run is as the best of a stage so far.
     *
     * @param epoch the epoch after which it is so
     * @throws UncheckedIOException where it cannot be written
     */
    void writeBest(int stage, int epoch, StateWriter state);

    /**
     * What was kept as the best of a stage.
     *
     * @param epoch the epoch after which it was so
     * @throws UncheckedIOException where it cannot be read
     */
    StateReader best(int stage, int epoch);
}
