package io.moduli.plugins.tasks.language;

import io.moduli.api.task.Split;
import java.util.Arrays;

/**
 * A text as numbers of its vocabulary.
 *
 * @param known the numbered words
 * @param parts the words of each part, one after the other; read-only
 */
record Corpus(KnownWords known, Parts<int[]> parts) {

    /** The words that have numbers. */
    Vocabulary vocabulary() {
        return known.vocabulary();
    }

    /** The words of a part; read-only. */
    int[] tokens(Split split) {
        return parts.of(split);
    }

    /** The share of a part's words that are not in the vocabulary. */
    double unknownShare(Split split) {
        int[] tokens = tokens(split);
        return (double) Arrays.stream(tokens).filter(token -> token == Vocabulary.UNKNOWN).count() / tokens.length;
    }

    /** Whether a part has a word besides {@code <unk>} and {@code <eos>} that is in the vocabulary. */
    boolean hasKnownWord(Split split) {
        return Arrays.stream(tokens(split)).anyMatch(token -> token >= Vocabulary.SPECIAL_WORDS);
    }
}
