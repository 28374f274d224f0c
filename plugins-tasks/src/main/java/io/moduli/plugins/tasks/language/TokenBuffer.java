package io.moduli.plugins.tasks.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/** Numbers in the order in which they are appended. They are stored in pieces, so that growing copies nothing. */
final class TokenBuffer {

    /** The maximum size of one array. */
    static final int MOST_TOKENS = Integer.MAX_VALUE - 8;

    private static final int PIECE = 1 << 16;

    private final List<int[]> pieces = new ArrayList<>();
    private int count;

    /** How many there are. */
    int count() {
        return count;
    }

    /** Appends one; there must be fewer than {@link #MOST_TOKENS}. */
    void add(int number) {
        int within = count % PIECE;
        if (within == 0) {
            pieces.add(new int[PIECE]);
        }
        pieces.getLast()[within] = number;
        count++;
    }

    /** Hands over all numbers in their order. */
    void forEach(IntConsumer consumer) {
        for (int index = 0; index < count; index++) {
            consumer.accept(get(index));
        }
    }

    /** All numbers, each replaced by its entry in a table. */
    int[] translate(int[] table) {
        int[] translated = new int[count];
        Arrays.setAll(translated, index -> table[get(index)]);
        return translated;
    }

    private int get(int index) {
        return pieces.get(index / PIECE)[index % PIECE];
    }
}
