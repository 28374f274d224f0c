package io.moduli.plugins.tasks.language;

import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;

/** Settings of the task {@code language-model}. */
@Description("Word-level language modelling: the next word from the words so far")
public record LanguageModelSettings(
        @Description("Where the text comes from") @Default("{ type = wordnet }") CorpusSettings corpus,
        @Description("Which words are known") @Default("{}") VocabularySettings vocabulary,
        @Description("Time steps of a window, through which gradients flow back; the state is carried on to the next window") @Default("35") @Range(min = 1) int sequenceLength,
        @Description("Columns that the text is cut into, read side by side") @Default("20") @Range(min = 1) int batch) {

    public LanguageModelSettings {
        if ((long) sequenceLength * batch > Integer.MAX_VALUE) {
            throw new SettingException("batch",
                    "batch = %d columns of sequence-length = %d steps are more than %d words, the most that a batch holds"
                            .formatted(batch, sequenceLength, Integer.MAX_VALUE));
        }
    }
}
