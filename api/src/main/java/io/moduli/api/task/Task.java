package io.moduli.api.task;

import java.io.IOException;
import java.util.List;

/** A task before its data is touched. */
public interface Task {

    /**
     * Looks at the outside world: is the corpus there, can it be read?
     *
     * @return what is wrong, a sentence each; empty where all is well
     */
    default List<String> check() {
        return List.of();
    }

    /**
     * Reads and allocates what the task needs.
     *
     * @throws IOException where its data cannot be read
     */
    OpenTask open() throws IOException;
}
