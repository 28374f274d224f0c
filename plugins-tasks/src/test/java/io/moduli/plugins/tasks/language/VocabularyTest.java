package io.moduli.plugins.tasks.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VocabularyTest {

    private static final Map<String, Long> COUNTS = Map.of(
            "zebra", 5L, "ant", 2L, "bee", 2L, "Ant", 2L, "élan", 2L, "once", 1L, "<eos>", 9L, "<unk>", 7L);

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
    void aVocabularyIsMadeAgainFromItsWords() {
        Vocabulary again = Vocabulary.of(vocabulary(0, 2).words());

        assertThat(again.words()).containsExactly("<unk>", "<eos>", "zebra", "Ant", "ant", "bee", "élan");
        assertThat(again.number("bee")).isEqualTo(5);
        assertThat(again.lacks("bee")).isFalse();
        assertThat(again.lacks("wasp")).isTrue();
    }

    @Test
    void wordsThatAreNoVocabularyAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Vocabulary.of(List.of("<eos>", "<unk>", "a")))
                .withMessage(
                        "a vocabulary has [<unk>, <eos>] and then words of its own, but this one is [<eos>, <unk>, a]");
        assertThatIllegalArgumentException().isThrownBy(() -> Vocabulary.of(List.of("<unk>", "<eos>")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Vocabulary.of(List.of("<unk>", "<eos>", "a", "b", "a")))
                .withMessage("a word is in the vocabulary twice");
    }

    private static Vocabulary vocabulary(int limit, int minimumCount) {
        return Vocabulary.of(COUNTS, new VocabularySettings(limit, minimumCount));
    }

    private static List<String> words(Vocabulary vocabulary) {
        return IntStream.range(0, vocabulary.size()).mapToObj(vocabulary::word).toList();
    }
}
