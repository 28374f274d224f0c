/**
 * Word-level language modelling: from the words so far a network must predict the next one.
 *
 * <p>A {@link io.moduli.plugins.tasks.language.CorpusSettings corpus} is read as three streams of words; the training
 * stream alone decides the vocabulary, which turns all three into streams of numbers. An opened
 * {@link io.moduli.plugins.tasks.language.LanguageModelTask} cuts a stream into columns side by side and hands them out
 * window by window; outputs are evaluated by their perplexity, compared with that of word frequencies alone.
 */
@NullMarked
package io.moduli.plugins.tasks.language;

import org.jspecify.annotations.NullMarked;
