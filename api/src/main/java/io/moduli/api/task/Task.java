package io.moduli.api.task;

import io.moduli.api.settings.SettingException;
import java.io.IOException;
import java.util.List;

/** A task whose data has not been read. */
public interface Task {

    /**
     * Checks the outside world: is the corpus there, can it be read?
     *
     * @return what is wrong, a sentence each; empty if all is well
     */
    default List<String> check() {
        return List.of();
    }

    /**
     * Reads and allocates what the task needs, and fits again what is fitted to data or drawn from the seed.
     *
     * @throws IOException if its data cannot be read
     */
    OpenTask open() throws IOException;

    /**
     * Opens the task for a network that was trained before, with what was fitted then. If the data at hand would be fitted
     * differently, the task warns, naming the difference, and uses what it is given.
     *
     * @param fitted what {@link OpenTask#fitted} gave in the run that trained the network
     * @throws IOException if its data cannot be read
     * @throws SettingException if a setting contradicts what was fitted
     * @throws IllegalArgumentException if that is not of such a task
     */
    default OpenTask open(FittedState fitted) throws IOException {
        if (!fitted.isEmpty()) {
            throw new IllegalArgumentException("the task fits nothing, but something of another one was stored");
        }
        return open();
    }
}
