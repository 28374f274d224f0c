package io.moduli.api.math;

import java.util.function.IntConsumer;

/** Calls a body for each of some indices: one after the other, or spread over several threads. */
@FunctionalInterface
public interface ParallelLoop {

    /** One index after the other, on the calling thread. */
    ParallelLoop SERIAL = (count, body) -> {
        for (int index = 0; index < count; index++) {
            body.accept(index);
        }
    };

    /**
     * Calls the body once for each index and returns when all calls have returned.
     *
     * @param count the indices are 0 to {@code count - 1}
     * @param body may be called by several threads at once, never twice for one index; it must not start a loop itself
     */
    void forEach(int count, IntConsumer body);

    /**
     * The same for the rows of a triangle, of which the first are the longest: a call takes one row from either end, so that
     * all calls cost about the same.
     *
     * @param rows how many rows the triangle has
     * @param body called once for each row
     */
    default void forEachRowOfTriangle(int rows, IntConsumer body) {
        forEach((rows + 1) / 2, index -> {
            body.accept(index);
            int opposite = rows - 1 - index;
            if (opposite != index) {
                body.accept(opposite);
            }
        });
    }
}
