package io.moduli.plugins.tasks.language;

import io.moduli.api.settings.SettingException;
import io.moduli.api.state.StateArray;
import io.moduli.api.task.FittedState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The fitted state of a language model: the words that it knows, and how often each occurred in the training text.
 *
 * @param vocabulary the words
 * @param frequencies how frequent they were in the training text, {@code <unk>} and {@code <eos>} among them
 */
record KnownWords(Vocabulary vocabulary, WordFrequencies frequencies) {

    private static final String WORDS = "vocabulary";
    private static final String COUNTS = "counts";

    /**
     * Restores what {@link #fitted} returned.
     *
     * @throws IllegalArgumentException if it is not of a language model
     */
    static KnownWords of(FittedState fitted) {
        Vocabulary vocabulary = Vocabulary.of(fitted.text(WORDS));
        double[] counts = fitted.array(COUNTS).values();
        if (counts.length != vocabulary.size() || !Arrays.stream(counts).allMatch(count -> count >= 0)) {
            throw new IllegalArgumentException("counts are not those of %d words".formatted(vocabulary.size()));
        }
        return new KnownWords(
                vocabulary, new WordFrequencies(Arrays.stream(counts).mapToLong(count -> (long) count).toArray()));
    }

    /** What a run stores. */
    FittedState fitted() {
        double[] counts = new double[vocabulary.size()];
        Arrays.setAll(counts, frequencies::count);
        return new FittedState(
                List.of(new StateArray(COUNTS, List.of(counts.length), counts)), Map.of(WORDS, vocabulary.words()));
    }

    /**
     * Checks that the settings would not have chosen fewer words.
     *
     * @throws SettingException if they would
     */
    void requireWithin(VocabularySettings settings) {
        int words = vocabulary.size() - Vocabulary.SPECIAL_WORDS;
        if (words > settings.mostWords()) {
            throw new SettingException("vocabulary.limit",
                    "limit = %d is less than the %d words that the network was trained on".formatted(
                            settings.limit(), vocabulary.size()));
        }
        for (int number = Vocabulary.SPECIAL_WORDS; number < vocabulary.size(); number++) {
            if (frequencies.count(number) < settings.minimumCount()) {
                throw new SettingException("vocabulary.minimum-count",
                        "minimum-count = %d, but the network was trained on words that come less often, such as '%s'"
                                .formatted(settings.minimumCount(), vocabulary.word(number)));
            }
        }
    }
}
