package io.moduli.plugins.tasks.language;

/**
 * A stream of tokens cut into columns that are read side by side, a window of steps at a time.
 *
 * <p>With N tokens and B columns the first N mod B columns hold ⌈N / B⌉ tokens, the others ⌊N / B⌋, in their order. A
 * token is a target exactly once, in its own column, with the preceding token as input; the very first token is
 * preceded by an end of sentence. After the end of a column in the last window, the classes are -1, which does not
 * count.
 *
 * @param tokens how many tokens there are, at least as many as columns
 * @param count how many columns
 * @param steps how many time steps a window has
 */
record Columns(int tokens, int count, int steps) {

    private static final int NO_CLASS = -1;

    /** How many windows it takes to show every token. */
    int windows() {
        return Math.ceilDiv(Math.ceilDiv(tokens, count), steps);
    }

    /**
     * Writes a window, column {@code t * count + c} for time step t of column c.
     *
     * @param text the tokens
     * @param window the window's number, from 0 to {@link #windows()} - 1
     * @param inputs receives the token before each target
     * @param targets receives the tokens themselves, or -1
     */
    void fill(int[] text, int window, int[] inputs, int[] targets) {
        long first = (long) window * steps;
        for (int step = 0; step < steps; step++) {
            for (int column = 0; column < count; column++) {
                int at = step * count + column;
                if (first + step < length(column)) {
                    int token = start(column) + (int) first + step;
                    inputs[at] = token == 0 ? Vocabulary.END : text[token - 1];
                    targets[at] = text[token];
                } else {
                    inputs[at] = Vocabulary.END;
                    targets[at] = NO_CLASS;
                }
            }
        }
    }

    private int length(int column) {
        return tokens / count + (column < tokens % count ? 1 : 0);
    }

    private int start(int column) {
        return column * (tokens / count) + Math.min(column, tokens % count);
    }
}
