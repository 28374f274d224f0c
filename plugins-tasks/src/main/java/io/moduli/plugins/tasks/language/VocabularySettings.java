package io.moduli.plugins.tasks.language;

import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;

/**
 * Which words of the training text a network knows.
 *
 * @param limit the maximum number of words, including {@code <unk>} and {@code <eos>}; 0 for no limit
 * @param minimumCount how often a word must occur in the training text
 */
@Description("Which words of the training text are known; all others are <unk>")
public record VocabularySettings(
        @Description("The maximum number of words, <unk> and <eos> included, the most frequent first; 0 for no limit") @Default("10000") @Range(min = 0) int limit,
        @Description("How often a word must occur in the training text to be known") @Default("1") @Range(min = 1) int minimumCount) {

    /** {@code <unk>} and {@code <eos>} are always there. */
    private static final int LEAST_LIMIT = Vocabulary.SPECIAL_WORDS + 1;

    public VocabularySettings {
        if (limit != 0 && limit < LEAST_LIMIT) {
            throw new SettingException("limit",
                    "limit = %d leaves no room for a word besides <unk> and <eos>: use %d or more, or 0 for no limit"
                            .formatted(limit, LEAST_LIMIT));
        }
    }

    /** The maximum number of words besides {@code <unk>} and {@code <eos>}. */
    int mostWords() {
        return limit == 0 ? Integer.MAX_VALUE : limit - Vocabulary.SPECIAL_WORDS;
    }
}
