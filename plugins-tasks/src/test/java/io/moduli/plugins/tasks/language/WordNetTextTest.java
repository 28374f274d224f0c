package io.moduli.plugins.tasks.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.task.Split;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WordNetTextTest {

    private static Parts<List<String>> sentences;

    @BeforeAll
    static void read() throws CorpusException {
        sentences = sentences();
    }

    @Test
    void theFirstDefinitionIsThatOfTheEntity() {
        assertThat(sentences.train().getFirst()).isEqualTo(
                "that which is perceived or known or inferred to have its own distinct existence "
                        + "( living or nonliving ) <eos>");
    }

    @Test
    void nineInTenDefinitionsAreForTraining() {
        assertThat(sentences.map(List::size)).isEqualTo(new Parts<>(105_943, 5_942, 5_906));
    }

    @Test
    void examplesInQuotesAreLeftOut() {
        // Its gloss goes on: an entity that can cast a shadow; "it was full of rackets, balls and other objects"
        assertThat(sentences.validation()).contains(
                "a tangible and visible entity ; an entity that can cast a shadow <eos>");
    }

    @Test
    void quotesWithinADefinitionStay() {
        assertThat(sentences.train()).contains("promise of reward as in \" carrot and stick \" <eos>");
    }

    @Test
    void noSentenceIsInTwoParts() {
        Set<String> train = new HashSet<>(sentences.train());
        Set<String> validation = new HashSet<>(sentences.validation());

        assertThat(Collections.disjoint(train, validation)).isTrue();
        assertThat(Collections.disjoint(train, sentences.test())).isTrue();
        assertThat(Collections.disjoint(validation, sentences.test())).isTrue();
    }

    @Test
    void readAgainItIsTheSame() throws CorpusException {
        assertThat(sentences().equals(sentences)).isTrue();
    }

    @Test
    void theLicenceAtTheHeadOfEachFileIsNoDefinition() {
        for (Split split : Split.values()) {
            assertThat(sentences.of(split)).noneMatch(sentence -> sentence.contains("without fee or royalty"));
        }
    }

    private static Parts<List<String>> sentences() throws CorpusException {
        Parts<List<String>> sentences = Parts.of(ArrayList::new);
        Parts<List<String>> words = Parts.of(ArrayList::new);
        new WordNetText().read((split, word) -> {
            words.of(split).add(word);
            if (word.equals("<eos>")) {
                sentences.of(split).add(String.join(" ", words.of(split)));
                words.of(split).clear();
            }
        });
        return sentences;
    }
}
