package io.moduli.plugins.tasks.language;

import io.moduli.api.report.Exhibit;
import io.moduli.api.task.Batch;
import io.moduli.api.task.NetworkProbe;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Generates text with a network: each word is drawn with its probability, softmax(output), which is a temperature of 1.
 *
 * <p>Every column of a batch is a separate sample, which begins in the zero state as after an end of sentence. A probe
 * runs whole windows, so the words so far are read again for each new one, and a sample is no longer than a window.
 *
 * @param vocabulary the words of the outputs
 * @param shape the extents of a batch
 */
record TextSamples(Vocabulary vocabulary, TaskShape shape) {

    private static final int MOST_SAMPLES = 8;
    private static final int MOST_WORDS = 50;

    /** Draws samples. */
    Exhibit.Passage draw(NetworkProbe network, RandomGenerator random) {
        int samples = Math.min(MOST_SAMPLES, shape.batchSize());
        int words = Math.min(MOST_WORDS, shape.sequenceLength());
        int[][] text = new int[samples][words];
        Batch batch = Batch.allocate(shape);
        // No word has a target. The inputs after the words so far cannot change the outputs for them.
        Arrays.fill(batch.classes(), -1);
        Arrays.fill(batch.tokens(), Vocabulary.END);
        for (int word = 0; word < words; word++) {
            Matrix outputs = network.run(batch, false);
            for (int sample = 0; sample < samples; sample++) {
                int column = word * shape.batchSize() + sample;
                text[sample][word] = choose(outputs, column, random.nextDouble());
                if (word + 1 < words) {
                    batch.tokens()[column + shape.batchSize()] = text[sample][word];
                }
            }
        }
        return new Exhibit.Passage("Generated text",
                "Samples of %d words, each word drawn with the probability that the network gives it (temperature 1); the end of a sentence, <eos>, is a line break."
                        .formatted(words),
                IntStream.range(0, samples)
                        .mapToObj(sample -> "(%d) %s".formatted(sample + 1, written(text[sample])))
                        .collect(Collectors.joining("\n\n")));
    }

    /**
     * The word whose share of the interval from 0 to 1 holds a number, the shares being softmax(output) in the order of the
     * words.
     *
     * @param outputs [words × columns]
     * @param uniform a number from 0 to below 1
     */
    static int choose(Matrix outputs, int column, double uniform) {
        double maximum = Double.NEGATIVE_INFINITY;
        for (int word = 0; word < outputs.rows(); word++) {
            maximum = Math.max(maximum, outputs.get(word, column));
        }
        double[] cumulative = new double[outputs.rows()];
        double sum = 0;
        for (int word = 0; word < cumulative.length; word++) {
            sum += StrictMath.exp(outputs.get(word, column) - maximum);
            cumulative[word] = sum;
        }
        int word = 0;
        // Rounding can make the product equal to the sum: then it is the last word.
        while (word < cumulative.length - 1 && cumulative[word] <= uniform * sum) {
            word++;
        }
        return word;
    }

    private String written(int[] words) {
        StringBuilder text = new StringBuilder();
        boolean lineBegins = true;
        for (int word : words) {
            if (word == Vocabulary.END) {
                text.append('\n');
            } else {
                text.append(lineBegins ? "" : " ").append(vocabulary.word(word));
            }
            lineBegins = word == Vocabulary.END;
        }
        return text.toString().stripTrailing();
    }
}
