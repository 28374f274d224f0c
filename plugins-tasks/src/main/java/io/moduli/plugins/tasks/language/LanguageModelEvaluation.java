package io.moduli.plugins.tasks.language;

import io.moduli.api.task.Batch;
import io.moduli.api.task.Evaluation;
import io.moduli.api.task.Metric;
import io.moduli.api.tensor.Matrix;
import java.util.List;

/**
 * Evaluates the probabilities of a text's words. Every word has the same weight, however many there are in a batch.
 *
 * <p>{@code perplexity} is exp of the mean of -log softmax(output)[word]: if V words always have equal probability, it
 * is V. {@code accuracy} is the share of words that have the maximum output (of equal ones the first counts).
 * {@code unigram-perplexity} is the perplexity of {@link WordFrequencies} on the very same words.
 */
final class LanguageModelEvaluation implements Evaluation {

    private final WordFrequencies frequencies;
    private final ColumnSoftmax softmax;
    private double loss;
    private double unigramLoss;
    private long right;
    private long words;

    LanguageModelEvaluation(WordFrequencies frequencies, int columns) {
        this.frequencies = frequencies;
        this.softmax = new ColumnSoftmax(columns);
    }

    @Override
    public void add(Batch batch, Matrix outputs) {
        softmax.read(outputs);
        int[] classes = batch.classes();
        for (int column = 0; column < classes.length; column++) {
            int word = classes[column];
            if (word >= 0) {
                loss += softmax.logOfSum(column) - outputs.get(word, column);
                unigramLoss -= frequencies.logarithm(word);
                right += isMaximum(outputs, word, column) ? 1 : 0;
                words++;
            }
        }
    }

    @Override
    public List<Metric> metrics() {
        if (words == 0) {
            throw new IllegalStateException("there are no metrics before the first batch");
        }
        return List.of(
                new Metric("perplexity", StrictMath.exp(loss / words)),
                new Metric("accuracy", (double) right / words),
                new Metric("unigram-perplexity", StrictMath.exp(unigramLoss / words)));
    }

    /** Whether a word has the maximum output and none before it has the same. */
    private boolean isMaximum(Matrix outputs, int word, int column) {
        float maximum = softmax.maximum(column);
        if (outputs.get(word, column) != maximum) {
            return false;
        }
        for (int before = 0; before < word; before++) {
            if (outputs.get(before, column) == maximum) {
                return false;
            }
        }
        return true;
    }
}
