package io.moduli.plugins.tasks.language;

/**
 * The unigram model of a training text: each word as likely as it is frequent, whatever comes before it.
 *
 * <p>A word that comes n times among N has the probability (n + 1) / (N + V) with a vocabulary of V words (Laplace's rule),
 * since {@code <unk>} may be in a held-out text and not in the training text.
 */
final class WordFrequencies {

    private final double[] logarithms;

    private WordFrequencies(double[] logarithms) {
        this.logarithms = logarithms;
    }

    /** Counts the words of a text. */
    static WordFrequencies of(int[] tokens, int vocabulary) {
        long[] counts = new long[vocabulary];
        for (int token : tokens) {
            counts[token]++;
        }
        double[] logarithms = new double[vocabulary];
        double total = (double) tokens.length + vocabulary;
        for (int token = 0; token < vocabulary; token++) {
            logarithms[token] = StrictMath.log((counts[token] + 1) / total);
        }
        return new WordFrequencies(logarithms);
    }

    /** The natural logarithm of a word's probability. */
    double logarithm(int token) {
        return logarithms[token];
    }
}
