package io.moduli.plugins.tasks.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.ComponentContext;
import io.moduli.api.report.Exhibit;
import io.moduli.api.task.Batch;
import io.moduli.api.task.NetworkProbe;
import io.moduli.api.tensor.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextSamplesTest {

    /** Words 0 to 5 are unk, eos, sat, the, cat and dog, by their frequency and then by the alphabet. */
    private static final String TRAIN = "the cat sat\nthe cat sat\nthe dog sat\nthe cat sat\n";

    private static final int END = 1;
    private static final int SAT = 2;
    private static final int THE = 3;
    private static final int CAT = 4;
    private static final int DOG = 5;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeCorpus() throws IOException {
        for (String file : List.of("train.txt", "valid.txt", "test.txt")) {
            Files.writeString(folder.resolve(file), TRAIN);
        }
    }

    /** Knows the grammar: the, then cat or dog, each in half of all cases, then sat, then the end. */
    private static final class Grammar implements NetworkProbe {

        private final List<int[]> tokens = new ArrayList<>();

        @Override
        public Matrix run(Batch batch, boolean continues) {
            assertThat(continues).isFalse();
            assertThat(batch.classes()).containsOnly(-1);
            tokens.add(batch.tokens().clone());
            Matrix outputs = Matrix.allocate(6, batch.tokens().length);
            outputs.fill(-1000);
            for (int column = 0; column < batch.tokens().length; column++) {
                for (int next : following(batch.tokens()[column])) {
                    outputs.set(next, column, 500);
                }
            }
            return outputs;
        }

        private static int[] following(int word) {
            return switch (word) {
                case END -> new int[] {THE};
                case THE -> new int[] {CAT, DOG};
                case CAT, DOG -> new int[] {SAT};
                case SAT -> new int[] {END};
                default -> throw new AssertionError("word " + word + " was never likely");
            };
        }

        @Override
        public Matrix hidden() {
            throw new AssertionError("text is sampled from outputs alone");
        }
    }

    @Test
    void everySampleFollowsTheNetworksGrammarFromTheBeginningOfASentence() throws IOException {
        Exhibit.Passage passage = passage(6, 3, 7, new Grammar());

        assertThat(passage.title()).isEqualTo("Generated text");
        assertThat(passage.caption()).startsWith("Samples of 6 words").contains("temperature 1");
        assertThat(passage.text()).matches(
                "\\(1\\) the (cat|dog) sat\nthe (cat|dog)\n\n\\(2\\) the (cat|dog) sat\nthe (cat|dog)\n\n"
                        + "\\(3\\) the (cat|dog) sat\nthe (cat|dog)");
    }

    @Test
    void eachWordIsReadBackInItsOwnColumnBeforeTheNextIsDrawn() throws IOException {
        Grammar network = new Grammar();
        String[] words = passage(3, 2, 7, network).text().split("\\s+");
        int first = words[2].equals("cat") ? CAT : DOG;
        int second = words[6].equals("cat") ? CAT : DOG;

        assertThat(words).hasSize(8).contains("(1)", "(2)", "the", "sat");
        assertThat(network.tokens).containsExactly(
                new int[] {END, END, END, END, END, END},
                new int[] {END, END, THE, THE, END, END},
                new int[] {END, END, THE, THE, first, second});
    }

    @Test
    void theSeedDecidesWhatIsDrawn() throws IOException {
        assertThat(passage(35, 8, 7, new Grammar())).isEqualTo(passage(35, 8, 7, new Grammar()))
                .isNotEqualTo(passage(35, 8, 8, new Grammar()));
    }

    @Test
    void atMostEightSamplesOfFiftyWordsAreDrawn() throws IOException {
        Grammar network = new Grammar();

        assertThat(passage(70, 10, 7, network).text()).contains("(8) the").doesNotContain("(9)");
        assertThat(network.tokens).hasSize(50);
    }

    @Test
    void aWordIsChosenWithItsShareOfTheSoftmax() {
        // Shares of 1/4, 0, 1/2 and 1/4, far from where exp would overflow were it not for the maximum.
        Matrix outputs = Matrix.of(4, 1, 1000, -1000, 1000 + (float) Math.log(2), 1000);

        assertThat(Arrays.stream(new double[] {0, 0.2499, 0.2502, 0.7498, 0.7502, Math.nextDown(1.0)})
                .mapToInt(uniform -> TextSamples.choose(outputs, 0, uniform)))
                .containsExactly(0, 0, 2, 2, 3, 3);
    }

    private Exhibit.Passage passage(int sequenceLength, int batch, long seed, NetworkProbe network)
            throws IOException {
        LanguageModelSettings settings = new LanguageModelSettings(
                new CorpusSettings.Folder(folder), new VocabularySettings(0, 1), sequenceLength, batch);
        return (Exhibit.Passage) new LanguageModelTask(settings, ComponentContext.standalone(seed)).open()
                .exhibits(network).getFirst();
    }
}
