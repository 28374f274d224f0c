package io.moduli.plugins.tasks.language;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The words that a network knows, numbered: {@code <unk>} is 0, {@code <eos>} is 1, and then they come from the most to the
 * least frequent, those of one frequency in the order of their UTF-16 code units.
 */
final class Vocabulary {

    /** The token for every unknown word; a text may contain it as well, as the Penn Treebank does. */
    static final String UNKNOWN_WORD = "<unk>";
    /** The token at the end of each sentence. */
    static final String END_OF_SENTENCE = "<eos>";

    /** The number of {@link #UNKNOWN_WORD}. */
    static final int UNKNOWN = 0;
    /** The number of {@link #END_OF_SENTENCE}. */
    static final int END = 1;
    /** The number of words that are always present. */
    static final int SPECIAL_WORDS = 2;

    private static final List<String> SPECIAL = List.of(UNKNOWN_WORD, END_OF_SENTENCE);
    private static final Comparator<Map.Entry<String, Long>> MOST_FREQUENT_FIRST = Map.Entry
            .<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());

    private final List<String> words;
    private final Map<String, Integer> numbers;

    private Vocabulary(List<String> words) {
        this.words = words;
        this.numbers = HashMap.newHashMap(words.size());
        for (int number = 0; number < words.size(); number++) {
            numbers.put(words.get(number), number);
        }
    }

    /**
     * An existing vocabulary.
     *
     * @param words the result of {@link #words}
     * @throws IllegalArgumentException if they are not a vocabulary
     */
    static Vocabulary of(List<String> words) {
        if (words.size() <= SPECIAL_WORDS || !words.subList(0, SPECIAL_WORDS).equals(SPECIAL)) {
            throw new IllegalArgumentException(
                    "a vocabulary has %s and then words of its own, but this one is %s".formatted(
                            SPECIAL, words.subList(0, Math.min(words.size(), SPECIAL_WORDS + 1))));
        }
        Vocabulary vocabulary = new Vocabulary(words);
        if (vocabulary.numbers.size() != words.size()) {
            throw new IllegalArgumentException("a word is in the vocabulary twice");
        }
        return vocabulary;
    }

    /** Chooses among words by their frequencies in a training text. */
    static Vocabulary of(Map<String, Long> counts, VocabularySettings settings) {
        Stream<String> chosen = counts.entrySet().stream()
                .filter(word -> word.getValue() >= settings.minimumCount() && !SPECIAL.contains(word.getKey()))
                .sorted(MOST_FREQUENT_FIRST)
                .limit(settings.mostWords())
                .map(Map.Entry::getKey);
        return new Vocabulary(Stream.concat(SPECIAL.stream(), chosen).toList());
    }

    /** How many words there are, the special ones included. */
    int size() {
        return words.size();
    }

    /** The word of a number from 0 to {@link #size()} - 1. */
    String word(int number) {
        return words.get(number);
    }

    /** The number of a word; {@link #UNKNOWN} for one that is not known. */
    int number(String word) {
        return numbers.getOrDefault(word, UNKNOWN);
    }

    /** Whether a word is not known. */
    boolean lacks(String word) {
        return !numbers.containsKey(word);
    }

    /** The words in the order of their numbers. */
    List<String> words() {
        return words;
    }
}
