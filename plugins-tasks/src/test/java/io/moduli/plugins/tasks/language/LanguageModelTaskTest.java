package io.moduli.plugins.tasks.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.ComponentContext;
import io.moduli.api.settings.SettingException;
import io.moduli.api.testkit.TaskContract;
import io.moduli.api.testkit.TaskContractTests;
import io.moduli.api.task.Batch;
import io.moduli.api.task.Evaluation;
import io.moduli.api.task.FittedState;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.Split;
import io.moduli.api.task.Task;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageModelTaskTest implements TaskContractTests {

    /** 13 words with the ends of sentences: the 4 times, cat and sat twice, mat and on once. */
    private static final String TRAIN = "the cat sat\nthe cat on the mat\nthe sat\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeCorpus() throws IOException {
        Files.writeString(folder.resolve("train.txt"), TRAIN);
        Files.writeString(folder.resolve("valid.txt"), "a cat sat\non the <unk>\n");
        Files.writeString(folder.resolve("test.txt"), "the mat sat on the cat and on and on\n");
    }

    @Override
    public Map<String, Task> tasks() {
        return Map.of(
                "one column", task(3, 1),
                "some columns", task(2, 3),
                "a window longer than the text", task(50, 2),
                "WordNet, as configured by default", new LanguageModelTask(new LanguageModelSettings(
                        new CorpusSettings.WordNet(), new VocabularySettings(10_000, 1), 35, 20),
                        ComponentContext.standalone(7)));
    }

    @Test
    void theNetworkTellsTheNextOfTheKnownWordsAtEachStep() throws IOException {
        assertThat(task(2, 3).open().shape()).isEqualTo(new TaskShape(
                new Input.Tokens(7),
                new InitialState.Carried(),
                ReadOut.EVERY_STEP,
                7,
                Loss.Standard.CLASS_CROSS_ENTROPY,
                2,
                3));
    }

    @Test
    void aBatchHoldsTheWordsOfItsColumns() throws IOException {
        // <unk> <eos> the cat sat mat on are 0 to 6, so the training text is 2 3 4 1 | 2 3 6 2 | 5 1 2 4 | 1.
        // Columns of 5, 4 and 4: 2 3 4 1 2 | 3 6 2 5 | 1 2 4 1.
        OpenTask open = task(2, 3).open();
        Batch batch = Batch.allocate(open.shape());

        open.fill(Split.TRAIN, 0, batch);
        assertThat(batch.tokens()).containsExactly(1, 2, 5, 2, 3, 1);
        assertThat(batch.classes()).containsExactly(2, 3, 1, 3, 6, 2);
        open.fill(Split.TRAIN, 2, batch);
        assertThat(batch.tokens()).containsExactly(1, 1, 1, 1, 1, 1);
        assertThat(batch.classes()).containsExactly(2, -1, -1, -1, -1, -1);
    }

    @Test
    void wordsOutsideOfTheTrainingTextAreUnknown() throws IOException {
        OpenTask open = task(20, 1).open();
        Batch batch = Batch.allocate(open.shape());

        open.fill(Split.VALIDATION, 0, batch);

        assertThat(batch.classes()).startsWith(0, 3, 4, 1, 6, 2, 0, 1, -1).endsWith(-1, -1);
    }

    @Test
    void everyEpochIsTheSameAndOnlyItsFirstBatchContinuesNothing() throws IOException {
        OpenTask open = task(2, 3).open();
        Batch batch = Batch.allocate(open.shape());
        Batch again = Batch.allocate(open.shape());

        assertThat(open.batches(Split.TRAIN)).isEqualTo(3);
        for (long index = 0; index < 3; index++) {
            open.fill(Split.TRAIN, index, batch);
            open.fill(Split.TRAIN, index + 6, again);
            assertThat(again.tokens()).isEqualTo(batch.tokens());
            assertThat(again.classes()).isEqualTo(batch.classes());
        }
        assertThat(List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L).stream().map(index -> open.continues(Split.TRAIN, index)))
                .containsExactly(false, true, true, false, true, true, false);
    }

    @Test
    void judgingAllBatchesOfAPartCountsEachOfItsWordsOnce() throws IOException {
        // 11 words in 3 columns of 4, 4 and 3, two windows of three steps.
        OpenTask open = task(3, 3).open();
        Batch batch = Batch.allocate(open.shape());
        Evaluation evaluation = open.evaluation(Split.TEST);
        int[] seen = new int[7];
        for (long index = 0; index < open.batches(Split.TEST); index++) {
            open.fill(Split.TEST, index, batch);
            evaluation.add(batch, Matrix.allocate(7, 9));
            Arrays.stream(batch.classes()).filter(word -> word >= 0).forEach(word -> seen[word]++);
        }

        // the mat sat on the cat <unk> on <unk> on <eos>
        assertThat(seen).containsExactly(2, 1, 2, 1, 1, 1, 3);
        assertThat(evaluation.metrics().get(0).value()).isCloseTo(7, within(1e-9));
        assertThat(evaluation.metrics().get(1).value()).isEqualTo(2.0 / 11);
        // Training counts 0 3 4 2 2 1 1 of 13, each one more, of 20.
        double loss = -(2 * Math.log(1) + Math.log(4) + 2 * Math.log(5) + Math.log(3) + Math.log(3) + Math.log(2)
                + 3 * Math.log(2) - 11 * Math.log(20)) / 11;
        assertThat(evaluation.metrics().get(2).value()).isCloseTo(Math.exp(loss), within(1e-9));
    }

    @Test
    void theWordsAndTheirCountsAreWhatTheNetworkIsFittedTo() throws IOException {
        FittedState fitted = task(2, 3).open().fitted();

        assertThat(fitted.text("vocabulary")).containsExactly("<unk>", "<eos>", "the", "cat", "sat", "mat", "on");
        assertThat(fitted.array("counts").values()).containsExactly(0, 3, 4, 2, 2, 1, 1);
    }

    @Test
    void anotherTextIsReadInTheWordsThatTheNetworkKnows() throws IOException {
        FittedState fitted = task(2, 3).open().fitted();
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("train.txt"), "on on on a a mat\n");
        Files.writeString(other.resolve("valid.txt"), "on a mat\n");
        Files.writeString(other.resolve("test.txt"), "on a mat the\n");
        RecordingContext context = new RecordingContext();
        Task task = new LanguageModelTask(settings(other, new VocabularySettings(0, 1), 5, 1), context);

        OpenTask open = task.open(fitted);

        Batch batch = Batch.allocate(open.shape());
        open.fill(Split.TEST, 0, batch);
        assertThat(batch.classes()).containsExactly(6, 0, 5, 2, 1);
        assertThat(context.warnings()).containsExactly(
                other.resolve("train.txt")
                        + " is not the text that the network was trained on: it would give a vocabulary of 5 words, 1 of which the network does not know; the network's own 7 words are used");
        // on <unk> mat the <eos>: training counts 0 3 4 2 2 1 1 of 13, each one more, of 20.
        Evaluation evaluation = open.evaluation(Split.TEST);
        evaluation.add(batch, Matrix.allocate(7, 5));
        assertThat(evaluation.metrics().get(2).value())
                .isCloseTo(Math.pow(20.0 * 20 * 20 * 20 * 20 / (2 * 1 * 2 * 5 * 4), 0.2), within(1e-9));
        assertThat(TaskContract.checkFitted(task(5, 1), task)).isEmpty();
    }

    @Test
    void linesThatAreAppendedToTheTrainingTextChangeNoWordsNumber() throws IOException {
        FittedState fitted = task(2, 3).open().fitted();
        Files.writeString(folder.resolve("train.txt"), TRAIN + "mat mat mat mat mat dog\n");

        OpenTask open = task(4, 1).open(fitted);

        Batch batch = Batch.allocate(open.shape());
        open.fill(Split.TEST, 0, batch);
        // the mat sat on
        assertThat(batch.classes()).containsExactly(2, 5, 4, 6);
    }

    @Test
    void settingsThatWouldKnowFewerWordsContradictTheNetwork() throws IOException {
        FittedState fitted = task(2, 3).open().fitted();

        assertThatThrownBy(() -> new LanguageModelTask(
                settings(folder, new VocabularySettings(5, 1), 2, 3), new RecordingContext()).open(fitted))
                .isInstanceOfSatisfying(SettingException.class,
                        refused -> assertThat(refused.setting()).isEqualTo("vocabulary.limit"))
                .hasMessage("limit = 5 is less than the 7 words that the network was trained on");
        assertThatThrownBy(() -> new LanguageModelTask(
                settings(folder, new VocabularySettings(0, 2), 2, 3), new RecordingContext()).open(fitted))
                .hasMessage(
                        "minimum-count = 2, but the network was trained on words that come less often, such as 'mat'");
    }

    @Test
    void aTextWithNoneOfTheNetworksWordsIsRefused() throws IOException {
        FittedState fitted = task(2, 3).open().fitted();
        for (String part : List.of("train", "valid", "test")) {
            Files.writeString(folder.resolve(part + ".txt"), "uno dos tres uno\n");
        }

        assertThatThrownBy(() -> task(2, 1).open(fitted))
                .hasMessage("no word of %s is among the 5 words that the network was trained on"
                        .formatted(folder.resolve("train.txt")));
    }

    @Test
    void aCorpusThatWasCheckedIsNotReadAgain() throws IOException {
        Task task = task(2, 3);
        assertThat(task.check()).isEmpty();

        Files.delete(folder.resolve("train.txt"));

        assertThat(task.open().shape().outputs()).isEqualTo(7);
    }

    private Task task(int sequenceLength, int batch) {
        return new LanguageModelTask(settings(sequenceLength, batch), ComponentContext.standalone(7));
    }

    private LanguageModelSettings settings(int sequenceLength, int batch) {
        return settings(folder, new VocabularySettings(0, 1), sequenceLength, batch);
    }

    private static LanguageModelSettings settings(
            Path corpus, VocabularySettings vocabulary, int sequenceLength, int batch) {
        return new LanguageModelSettings(new CorpusSettings.Folder(corpus), vocabulary, sequenceLength, batch);
    }
}
