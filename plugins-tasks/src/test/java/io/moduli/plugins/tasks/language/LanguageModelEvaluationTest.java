package io.moduli.plugins.tasks.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.task.Batch;
import io.moduli.api.task.Evaluation;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.Metric;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LanguageModelEvaluationTest {

    /** Word 0 never, word 1 twice, word 2 five times: (0 + 1, 2 + 1, 5 + 1) / (7 + 3). */
    private static final WordFrequencies FREQUENCIES = WordFrequencies.of(new int[] {1, 2, 2, 2, 2, 2, 1}, 3);

    @Test
    void theSameChanceForAllWordsHasThePerplexityOfTheVocabulary() {
        for (int columns : new int[] {1, 5, 16, 37}) {
            Evaluation evaluation = new LanguageModelEvaluation(WordFrequencies.of(new int[] {4}, 1000), columns);
            int[] classes = new int[columns];
            classes[0] = 999;
            Matrix outputs = Matrix.allocate(1000, columns);
            outputs.fill(-3.25f);

            evaluation.add(batch(1000, classes), outputs);

            assertThat(value(evaluation, "perplexity")).isCloseTo(1000, within(1e-9));
        }
    }

    @Test
    void perplexityAgreesWithAPlainComputationInFloat64() {
        int vocabulary = 517;
        int columns = 37;
        SplittableRandom random = new SplittableRandom(5);
        Evaluation evaluation = new LanguageModelEvaluation(WordFrequencies.of(new int[] {0}, vocabulary), columns);
        double loss = 0;
        int words = 0;
        for (int number = 0; number < 3; number++) {
            Matrix outputs = Matrix.allocateAligned(vocabulary, columns);
            int[] classes = new int[columns];
            for (int column = 0; column < columns; column++) {
                classes[column] = random.nextInt(-1, vocabulary);
                double sum = 0;
                for (int row = 0; row < vocabulary; row++) {
                    // Far enough apart that exponentials without the maximum output taken off would be infinite.
                    outputs.set(row, column, (float) (40 * random.nextGaussian() + 60));
                    sum += Math.exp(outputs.get(row, column));
                }
                if (classes[column] >= 0) {
                    loss += Math.log(sum) - outputs.get(classes[column], column);
                    words++;
                }
            }
            evaluation.add(batch(vocabulary, classes), outputs);
        }

        assertThat(Math.log(value(evaluation, "perplexity"))).isCloseTo(loss / words, within(1e-6));
    }

    @Test
    void everyWordWeighsTheSameWhateverItsBatch() {
        Evaluation evaluation = new LanguageModelEvaluation(FREQUENCIES, 3);
        // Word 1 has the probability 1/2, 1/2 and 1/2, then word 0 once 1/4 and two columns that do not count.
        float two = (float) Math.log(2);
        evaluation.add(batch(3, 1, 1, 1), Matrix.of(3, 3, 0, 0, 0, two, two, two, 0, 0, 0));
        evaluation.add(batch(3, -1, 0, -1), Matrix.of(3, 3, 9, 0, 9, -9, two, -9, -9, 0, -9));

        assertThat(value(evaluation, "perplexity")).isCloseTo(Math.pow(2 * 2 * 2 * 4, 0.25), within(1e-6));
        assertThat(value(evaluation, "accuracy")).isEqualTo(0.75);
    }

    @Test
    void amongEqualOutputsTheFirstWordIsTheAnswer() {
        Evaluation evaluation = new LanguageModelEvaluation(FREQUENCIES, 4);

        evaluation.add(batch(3, 0, 1, 2, 2), Matrix.of(3, 4, 5, 5, 0, 0, 5, 5, 7, 7, 5, 5, 7, 8));

        // Columns: all equal, word 0; all equal, word 1; words 1 and 2 equal, word 2; word 2 alone.
        assertThat(value(evaluation, "accuracy")).isEqualTo(0.5);
    }

    @Test
    void theBaselineIsThePerplexityOfTheTrainingFrequencies() {
        Evaluation evaluation = new LanguageModelEvaluation(FREQUENCIES, 4);

        evaluation.add(batch(3, 2, 1, 0, -1), Matrix.allocate(3, 4));

        assertThat(value(evaluation, "unigram-perplexity"))
                .isCloseTo(Math.cbrt(1 / (0.6 * 0.3 * 0.1)), within(1e-12));
    }

    @Test
    void metricsComeInOneOrder() {
        Evaluation evaluation = new LanguageModelEvaluation(FREQUENCIES, 1);
        evaluation.add(batch(3, 2), Matrix.allocate(3, 1));

        assertThat(evaluation.metrics()).extracting(Metric::name)
                .containsExactly("perplexity", "accuracy", "unigram-perplexity");
    }

    @Test
    void withoutABatchThereIsNoMean() {
        assertThatThrownBy(new LanguageModelEvaluation(FREQUENCIES, 1)::metrics)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("there are no metrics before the first batch");
    }

    private static double value(Evaluation evaluation, String name) {
        return evaluation.metrics().stream().filter(metric -> metric.name().equals(name)).findFirst().orElseThrow()
                .value();
    }

    private static Batch batch(int vocabulary, int... classes) {
        Batch batch = Batch.allocate(new TaskShape(
                new Input.Tokens(vocabulary),
                new InitialState.Carried(),
                ReadOut.EVERY_STEP,
                vocabulary,
                Loss.Standard.CLASS_CROSS_ENTROPY,
                1,
                classes.length));
        System.arraycopy(classes, 0, batch.classes(), 0, classes.length);
        return batch;
    }
}
