package io.moduli.core.inference;

import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Draws tokens with the probabilities softmax(outputs / temperature), optionally only from the most likely ones.
 *
 * @param temperature 0 always gives the most likely token (the first of equals); above 1, unlikely tokens become more
 *     frequent
 * @param topK the number of most likely tokens to draw from, 1 or more
 */
public record TokenSampler(double temperature, int topK) {

    public TokenSampler {
        if (!(temperature >= 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException(
                    "a temperature of %s, where it must be 0 or more".formatted(temperature));
        }
        if (topK < 1) {
            throw new IllegalArgumentException("the %d most likely, where at least 1 is needed".formatted(topK));
        }
    }

    /**
     * Draws a token.
     *
     * @param outputs before the softmax
     */
    public int draw(float[] outputs, RandomGenerator random) {
        List<Integer> likely = IntStream.range(0, outputs.length).boxed()
                .sorted(Comparator.comparingDouble((Integer token) -> -outputs[token]))
                .limit(temperature == 0 ? 1 : topK)
                .toList();
        double maximum = outputs[likely.getFirst()];
        double[] cumulative = new double[likely.size()];
        double sum = 0;
        for (int index = 0; index < cumulative.length; index++) {
            sum += temperature == 0 ? 1 : StrictMath.exp((outputs[likely.get(index)] - maximum) / temperature);
            cumulative[index] = sum;
        }
        double chosen = random.nextDouble() * sum;
        int index = 0;
        // Rounding can make the product equal to the sum: then it is the last token.
        while (index < cumulative.length - 1 && cumulative[index] <= chosen) {
            index++;
        }
        return likely.get(index);
    }
}
