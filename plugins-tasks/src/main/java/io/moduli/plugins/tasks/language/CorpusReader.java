package io.moduli.plugins.tasks.language;

import io.moduli.api.task.Split;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a text once. Words get provisional numbers in the order in which they occur; once the training part has been
 * counted, its vocabulary is chosen and the provisional numbers are replaced by the vocabulary's.
 */
final class CorpusReader {

    private final TextSource text;
    private final Map<String, Integer> met = new HashMap<>();
    private final Parts<TokenBuffer> parts = Parts.of(TokenBuffer::new);

    private CorpusReader(TextSource text) {
        this.text = text;
    }

    /**
     * Reads a text and chooses its vocabulary.
     *
     * @param columns how many columns each part will be cut into: it must have at least as many words, counting ends of
     *     sentences
     * @throws CorpusException if the text cannot be read, or nothing can be learned from it
     */
    static Corpus read(TextSource text, VocabularySettings settings, int columns) throws CorpusException {
        CorpusReader reader = new CorpusReader(text);
        text.read(reader::take);
        Vocabulary vocabulary = Vocabulary.of(reader.trainingCounts(), settings);
        Parts<int[]> parts = reader.translate(vocabulary);
        Corpus corpus = new Corpus(
                new KnownWords(vocabulary, WordFrequencies.of(parts.train(), vocabulary.size())), parts);
        List<String> problems = new ArrayList<>();
        reader.checkLengths(columns, problems);
        if (problems.isEmpty()) {
            reader.checkWords(corpus, settings, problems);
        }
        return orThrow(corpus, problems);
    }

    /**
     * Reads a text with an existing vocabulary.
     *
     * @param columns as in the other method
     * @throws CorpusException if the text cannot be read, or has none of the words
     */
    static Corpus read(TextSource text, KnownWords known, int columns) throws CorpusException {
        CorpusReader reader = new CorpusReader(text);
        text.read(reader::take);
        Corpus corpus = new Corpus(known, reader.translate(known.vocabulary()));
        List<String> problems = new ArrayList<>();
        reader.checkLengths(columns, problems);
        for (Split split : Split.values()) {
            if (problems.isEmpty() && !corpus.hasKnownWord(split)) {
                problems.add("no word of %s is among the %d words that the network was trained on".formatted(
                        text.name(split), known.vocabulary().size() - Vocabulary.SPECIAL_WORDS));
            }
        }
        return orThrow(corpus, problems);
    }

    private static Corpus orThrow(Corpus corpus, List<String> problems) throws CorpusException {
        if (!problems.isEmpty()) {
            throw new CorpusException(problems);
        }
        return corpus;
    }

    private void take(Split split, String word) throws CorpusException {
        TokenBuffer part = parts.of(split);
        if (part.count() == TokenBuffer.MOST_TOKENS) {
            throw new CorpusException("%s has more than %d words, the most that can be held"
                    .formatted(text.name(split), TokenBuffer.MOST_TOKENS));
        }
        Integer number = met.get(word);
        if (number == null) {
            number = met.size();
            met.put(word, number);
        }
        part.add(number);
    }

    /** How often each word occurs in the training part. */
    private Map<String, Long> trainingCounts() {
        long[] counts = new long[met.size()];
        parts.train().forEach(number -> counts[number]++);
        Map<String, Long> words = HashMap.newHashMap(met.size());
        met.forEach((word, number) -> {
            if (counts[number] > 0) {
                words.put(word, counts[number]);
            }
        });
        return words;
    }

    private Parts<int[]> translate(Vocabulary vocabulary) {
        int[] table = new int[met.size()];
        met.forEach((word, number) -> table[number] = vocabulary.number(word));
        return parts.map(part -> part.translate(table));
    }

    private void checkLengths(int columns, List<String> problems) {
        for (Split split : Split.values()) {
            checkLength(split, columns, problems);
        }
    }

    private void checkLength(Split split, int columns, List<String> problems) {
        int count = parts.of(split).count();
        if (count == 0) {
            problems.add("%s is empty".formatted(text.name(split)));
        } else if (count < columns) {
            problems.add(
                    "%s has %d words, which do not fill batch = %d columns: lower batch to %d or less, or give more text"
                            .formatted(text.name(split), count, columns, count));
        }
    }

    private void checkWords(Corpus corpus, VocabularySettings settings, List<String> problems) {
        if (corpus.vocabulary().size() == Vocabulary.SPECIAL_WORDS) {
            problems.add(settings.minimumCount() == 1
                    ? "%s has no word, nothing but blank lines or <unk>".formatted(text.name(Split.TRAIN))
                    : "no word of %s comes vocabulary.minimum-count = %d times: lower it"
                            .formatted(text.name(Split.TRAIN), settings.minimumCount()));
            return;
        }
        for (Split split : List.of(Split.VALIDATION, Split.TEST)) {
            if (!corpus.hasKnownWord(split)) {
                problems.add(
                        "no word of %s is among the %d words known from %s: are they of one language, cut into words alike?"
                                .formatted(text.name(split), corpus.vocabulary().size() - Vocabulary.SPECIAL_WORDS,
                                        text.name(Split.TRAIN)));
            }
        }
    }
}
