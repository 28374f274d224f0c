package io.moduli.plugins.tasks.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moduli.api.ComponentContext;
import io.moduli.api.task.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfitCorpusTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void writeCorpus() throws IOException {
        write("train.txt", "one two two three\n");
        write("valid.txt", "one two\n");
        write("test.txt", "two three\n");
    }

    @Test
    void aSoundCorpusHasNoProblem() {
        assertThat(task(folder, 3, 1).check()).isEmpty();
    }

    @Test
    void aFolderThatIsNotThere() {
        Path missing = folder.resolve("nowhere");

        assertProblems(task(missing, 1, 1),
                missing + " does not exist: path must name a folder that holds train.txt, valid.txt and test.txt");
    }

    @Test
    void aFileInPlaceOfTheFolder() {
        Path file = folder.resolve("train.txt");

        assertProblems(task(file, 1, 1),
                file + " is a file: path must name a folder that holds train.txt, valid.txt and test.txt");
    }

    @Test
    void filesThatAreNotThereAreAllNamedWithWhatIsThereInstead() throws IOException {
        Files.move(folder.resolve("train.txt"), folder.resolve("wiki.train.tokens"));
        Files.delete(folder.resolve("test.txt"));

        assertProblems(task(folder, 1, 1),
                folder.resolve("train.txt")
                        + " does not exist: the folder must hold train.txt, valid.txt and test.txt, "
                        + "but holds valid.txt, wiki.train.tokens",
                folder.resolve("test.txt") + " does not exist: the folder must hold train.txt, valid.txt and test.txt, "
                        + "but holds valid.txt, wiki.train.tokens");
    }

    @Test
    void emptyFiles() throws IOException {
        write("train.txt", "");
        write("test.txt", "");

        assertProblems(task(folder, 1, 1),
                folder.resolve("train.txt") + " is empty", folder.resolve("test.txt") + " is empty");
    }

    @Test
    void textThatIsNotUtf8InSeveralFiles() throws IOException {
        byte[] latin = "one\ntwo \u00E9\n".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve("train.txt"), latin);
        Files.write(folder.resolve("valid.txt"), latin);

        assertProblems(task(folder, 1, 1),
                folder.resolve("train.txt")
                        + ":2: not UTF-8: 0xE9 stands where a character should; convert the file to UTF-8",
                folder.resolve("valid.txt")
                        + ":2: not UTF-8: 0xE9 stands where a character should; convert the file to UTF-8");
    }

    @Test
    void moreColumnsThanWords() {
        assertProblems(task(folder, 4, 1),
                folder.resolve("valid.txt")
                        + " has 3 words, which do not fill batch = 4 columns: lower batch to 3 or less, or give more text",
                folder.resolve("test.txt")
                        + " has 3 words, which do not fill batch = 4 columns: lower batch to 3 or less, or give more text");
    }

    @Test
    void nothingButBlankLines() throws IOException {
        write("train.txt", "\n\n<unk>\n");

        assertProblems(task(folder, 1, 1),
                folder.resolve("train.txt") + " has no word, nothing but blank lines or <unk>");
    }

    @Test
    void aMinimumCountThatNoWordReaches() {
        assertProblems(task(folder, 1, 3),
                "no word of " + folder.resolve("train.txt") + " comes vocabulary.minimum-count = 3 times: lower it");
    }

    @Test
    void partsWithoutACommonWord() throws IOException {
        write("valid.txt", "eins zwei\n");
        write("test.txt", "drei <unk>\n");

        assertProblems(task(folder, 1, 1),
                "no word of " + folder.resolve("valid.txt") + " is among the 3 words known from "
                        + folder.resolve("train.txt") + ": are they of one language, cut into words alike?",
                "no word of " + folder.resolve("test.txt") + " is among the 3 words known from "
                        + folder.resolve("train.txt") + ": are they of one language, cut into words alike?");
    }

    @Test
    void oneWordOverAndOverIsAllowedWithAWarning() throws IOException {
        for (String file : List.of("train.txt", "valid.txt", "test.txt")) {
            write(file, "again again again\n");
        }
        RecordingContext context = new RecordingContext();
        Task task = new LanguageModelTask(settings(folder, 2, 1), context);

        assertThat(task.check()).isEmpty();
        task.open();

        assertThat(context.warnings())
                .containsExactly("the vocabulary has only one word besides <unk> and <eos>: 'again'");
    }

    private static void assertProblems(Task task, String... problems) {
        assertThat(task.check()).containsExactly(problems);
        assertThatThrownBy(task::open).isInstanceOf(IOException.class).hasMessage(String.join("; ", problems));
    }

    private static Task task(Path path, int batch, int minimumCount) {
        return new LanguageModelTask(settings(path, batch, minimumCount), ComponentContext.standalone(1));
    }

    private static LanguageModelSettings settings(Path path, int batch, int minimumCount) {
        return new LanguageModelSettings(
                new CorpusSettings.Folder(path), new VocabularySettings(0, minimumCount), 2, batch);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }
}
