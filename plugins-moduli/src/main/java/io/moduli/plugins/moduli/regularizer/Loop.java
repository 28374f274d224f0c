package io.moduli.plugins.moduli.regularizer;

import java.util.function.IntConsumer;

/** A way to call a body for each index: one after the other, or on several threads as a training step offers it. */
@FunctionalInterface
interface Loop {

    /** One after the other. */
    Loop SERIAL = (count, body) -> {
        for (int index = 0; index < count; index++) {
            body.accept(index);
        }
    };

    /** Calls the body for each index from 0 to count - 1. */
    void over(int count, IntConsumer body);

    /**
     * The same for rows of a triangle, of which the first are the longest: each call takes one from either end, so that
     * all calls are alike.
     */
    default void overTriangle(int rows, IntConsumer body) {
        over((rows + 1) / 2, index -> {
            body.accept(index);
            int opposite = rows - 1 - index;
            if (opposite != index) {
                body.accept(opposite);
            }
        });
    }
}
