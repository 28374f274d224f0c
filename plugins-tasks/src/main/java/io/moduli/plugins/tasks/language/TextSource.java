package io.moduli.plugins.tasks.language;

import io.moduli.api.task.Split;

/** A text in three parts, as streams of words with {@link Vocabulary#END_OF_SENTENCE} after each sentence. */
interface TextSource {

    /** The name of a part in messages, such as a file's name. */
    String name(Split split);

    /**
     * Hands over all words, those of one part in their order.
     *
     * @throws CorpusException if a part cannot be read, with the problems of all parts
     */
    void read(WordSink sink) throws CorpusException;

    /** Takes words. */
    @FunctionalInterface
    interface WordSink {

        /** Takes the next word of a part. */
        void accept(Split split, String word) throws CorpusException;
    }
}
