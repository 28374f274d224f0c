package io.moduli.api.state;

import java.util.List;

/** Something whose state can be saved and restored. By default there is no state, and nothing needs to be overridden. */
public interface Stateful {

    /**
     * A copy of everything that it has drawn, learned or counted and that decides what it does next.
     *
     * @return arrays with different names; empty if there is no state
     */
    default List<StateArray> state() {
        return List.of();
    }

    /**
     * Restores a state that {@link #state()} returned; from then on it behaves as the original would have.
     *
     * @param state the arrays, in the order in which they were given
     * @throws IllegalArgumentException if names, shapes or values are not those of such a component
     */
    default void restore(List<StateArray> state) {
        if (!state.isEmpty()) {
            throw new IllegalArgumentException(
                    "nothing is kept here, but there is a state named " + state.getFirst().name());
        }
    }
}
