package io.moduli.plugins.tasks.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GlossTokenizerTest {

    @Test
    void wordsAreLowerCaseAndMarksStandForThemselves() {
        assertThat(GlossTokenizer.tokenize("(of a Person) being; 50% or `so'"))
                .containsExactly("(", "of", "a", "person", ")", "being", ";", "50", "%", "or", "`", "so", "'");
    }

    @Test
    void hyphensAndApostrophesInsideOfAWordBelongToIt() {
        assertThat(GlossTokenizer.tokenize("one's self-contained -ly -- the boys' x-"))
                .containsExactly("one's", "self-contained", "-", "ly", "-", "-", "the", "boys", "'", "x", "-");
    }

    @Test
    void pointsAndCommasBelongToNumbersOnly() {
        assertThat(GlossTokenizer.tokenize("1,000 or 2.5, e.g. 3."))
                .containsExactly("1,000", "or", "2.5", ",", "e", ".", "g", ".", "3", ".");
    }

    @Test
    void nothingGivesNothing() {
        assertThat(GlossTokenizer.tokenize("  ")).isEmpty();
    }
}
