package io.moduli.plugins.tasks.language;

import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;
import io.moduli.api.task.MetricDefinition;

/** Settings of the task {@code language-model}. */
@Description("Word-level language modelling: the next word from the words so far")
@MetricDefinition(name = "perplexity", baseline = "unigram-perplexity", value = "exp of the mean of -log p(word), over all words; V where V words are always equally likely")
@MetricDefinition(name = "accuracy", higherIsBetter = true, value = "Share of words that the network held to be the most likely one, from 0 to 1")
@MetricDefinition(name = "unigram-perplexity", value = "Perplexity of the word frequencies of the training text, on the same words")
public record LanguageModelSettings(
        @Description("Where the text comes from") @Default("{ type = wordnet }") CorpusSettings corpus,
        @Description("Which words are known") @Default("{}") VocabularySettings vocabulary,
        @Description("Time steps of a window, through which gradients flow back; the state is carried on to the next window") @Default("35") @Range(min = 1) int sequenceLength,
        @Description("Columns that the text is cut into, read in parallel") @Default("20") @Range(min = 1) int batch) {

    public LanguageModelSettings {
        if ((long) sequenceLength * batch > Integer.MAX_VALUE) {
            throw new SettingException("batch",
                    "batch = %d columns of sequence-length = %d steps are more than %d words, the most that a batch holds"
                            .formatted(batch, sequenceLength, Integer.MAX_VALUE));
        }
    }
}
