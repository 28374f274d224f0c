package io.moduli.plugins.tasks.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyTest {

    private static final Map<String, Long> COUNTS = Map.of(
            "zebra", 5L, "ant", 2L, "bee", 2L, "Ant", 2L, "élan", 2L, "once", 1L, "<eos>", 9L, "<unk>", 7L);

    @TempDir
    private Path folder;

    @Test
    void theMostFrequentComeFirstAndThoseOfOneFrequencyInTheOrderOfTheirCharacters() {
        assertThat(words(vocabulary(0, 1)))
                .containsExactly("<unk>", "<eos>", "zebra", "Ant", "ant", "bee", "élan", "once");
    }

    @Test
    void aLimitCountsTheSpecialWordsToo() {
        assertThat(words(vocabulary(5, 1))).containsExactly("<unk>", "<eos>", "zebra", "Ant", "ant");
        assertThat(words(vocabulary(8, 1))).hasSize(8);
        assertThat(words(vocabulary(9, 1))).hasSize(8);
    }

    @Test
    void rarerWordsThanTheMinimumCountAreNotKnown() {
        assertThat(words(vocabulary(0, 2))).containsExactly("<unk>", "<eos>", "zebra", "Ant", "ant", "bee", "élan");
        assertThat(words(vocabulary(0, 3))).containsExactly("<unk>", "<eos>", "zebra");
        assertThat(words(vocabulary(0, 6))).containsExactly("<unk>", "<eos>");
    }

    @Test
    void aWordThatIsNotKnownHasTheNumberOfUnk() {
        Vocabulary vocabulary = vocabulary(3, 1);

        assertThat(vocabulary.number("<unk>")).isEqualTo(0);
        assertThat(vocabulary.number("<eos>")).isEqualTo(1);
        assertThat(vocabulary.number("zebra")).isEqualTo(2);
        assertThat(vocabulary.number("ant")).isEqualTo(0);
        assertThat(vocabulary.number("never seen")).isEqualTo(0);
    }

    @Test
    void theSpecialWordsAreThereThoughTheTextHasNone() {
        assertThat(words(Vocabulary.of(Map.of("a", 1L), new VocabularySettings(0, 1))))
                .containsExactly("<unk>", "<eos>", "a");
    }

    @Test
    void theFileHasAWordALineAndNothingElseIsLeftInItsFolder() throws IOException {
        Path file = folder.resolve("vocabulary.txt");
        Files.writeString(file, "of an earlier run");

        vocabulary(0, 2).write(file);

        assertThat(file).hasContent("<unk>\n<eos>\nzebra\nAnt\nant\nbee\nélan\n");
        assertThat(folder.toFile().list()).containsExactly("vocabulary.txt");
    }

    @Test
    void aFileThatCannotBeReplacedLeavesNoHalfBehind() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("vocabulary.txt"));
        Files.createFile(taken.resolve("something"));

        assertThatThrownBy(() -> vocabulary(0, 2).write(taken)).isInstanceOf(IOException.class);
        assertThat(folder.toFile().list()).containsExactly("vocabulary.txt");
    }

    private static Vocabulary vocabulary(int limit, int minimumCount) {
        return Vocabulary.of(COUNTS, new VocabularySettings(limit, minimumCount));
    }

    private static List<String> words(Vocabulary vocabulary) {
        return IntStream.range(0, vocabulary.size()).mapToObj(vocabulary::word).toList();
    }
}
