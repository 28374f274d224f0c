package io.moduli.plugins.tasks.language;

import java.util.Arrays;

/**
 * The unigram model of a training text: each word as likely as it is frequent, whatever comes before it.
 *
 * <p>A word that occurs n times among N has the probability (n + 1) / (N + V) with a vocabulary of V words (Laplace's
 * rule), since {@code <unk>} may be in a held-out text and not in the training text.
 */
final class WordFrequencies {

    private final long[] counts;
    private final double[] logarithms;

    /**
     * The model of a text.
     *
     * @param counts how often each word of the vocabulary comes in it, none below 0
     */
    WordFrequencies(long[] counts) {
        this.counts = counts;
        this.logarithms = new double[counts.length];
        double total = (double) Arrays.stream(counts).sum() + counts.length;
        for (int token = 0; token < counts.length; token++) {
            logarithms[token] = StrictMath.log((counts[token] + 1) / total);
        }
    }

    /** Counts the words of a text. */
    static WordFrequencies of(int[] tokens, int vocabulary) {
        long[] counts = new long[vocabulary];
        for (int token : tokens) {
            counts[token]++;
        }
        return new WordFrequencies(counts);
    }

    /** How often a word occurs in the text. */
    long count(int token) {
        return counts[token];
    }

    /** The natural logarithm of a word's probability. */
    double logarithm(int token) {
        return logarithms[token];
    }
}
