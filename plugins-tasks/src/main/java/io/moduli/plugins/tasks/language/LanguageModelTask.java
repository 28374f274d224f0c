package io.moduli.plugins.tasks.language;

import io.moduli.api.ComponentContext;
import io.moduli.api.task.FittedState;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Split;
import io.moduli.api.task.Task;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.List;
import org.slf4j.Logger;

/**
 * Word-level language modelling in the manner of PyTorch's word-language-model example: the text is one stream of words
 * with an end of sentence after each line, cut into columns that are read in parallel; gradients flow back through a
 * window of steps, and the state is carried from window to window.
 *
 * <p>Every word of a part is a target exactly once an epoch, including those that do not fill a last window. The
 * vocabulary is that of the training part alone, and is stored with the network: other texts are read with it.
 * {@code task/vocabulary.txt} of a run lists it, one word per line, in the order of the embedding's and the read-out's
 * rows.
 *
 * <p>The text is cached as long as memory allows, so that checking a task and opening it reads it once.
 */
public final class LanguageModelTask implements Task {

    private final LanguageModelSettings settings;
    private final ComponentContext context;
    private SoftReference<Corpus> latest = new SoftReference<>(null);

    /**
     * @param settings the text, its vocabulary and the extents
     * @param context the source of randomness for samples of text
     */
    public LanguageModelTask(LanguageModelSettings settings, ComponentContext context) {
        this.settings = settings;
        this.context = context;
    }

    /** Reads the whole text: a problem may be in its last line. */
    @Override
    public List<String> check() {
        try {
            corpus();
            return List.of();
        } catch (CorpusException unfit) {
            return unfit.problems();
        }
    }

    @Override
    public OpenTask open() throws IOException {
        return new OpenLanguageModel(corpus(), settings, context);
    }

    @Override
    public OpenTask open(FittedState fitted) throws IOException {
        KnownWords known = KnownWords.of(fitted);
        known.requireWithin(settings.vocabulary());
        Corpus here = corpus();
        if (here.vocabulary().words().equals(known.vocabulary().words())) {
            return new OpenLanguageModel(new Corpus(known, here.parts()), settings, context);
        }
        List<String> words = here.vocabulary().words();
        context.logger().warn(
                "{} is not the text that the network was trained on: it would give a vocabulary of {} words, {} of which the network does not know; the network's own {} words are used",
                settings.corpus().text().name(Split.TRAIN),
                words.size(),
                words.stream().skip(Vocabulary.SPECIAL_WORDS).filter(known.vocabulary()::lacks).count(),
                known.vocabulary().size());
        Corpus corpus = CorpusReader.read(settings.corpus().text(), known, settings.batch());
        report(corpus);
        return new OpenLanguageModel(corpus, settings, context);
    }

    private synchronized Corpus corpus() throws CorpusException {
        Corpus corpus = latest.get();
        if (corpus == null) {
            corpus = CorpusReader.read(settings.corpus().text(), settings.vocabulary(), settings.batch());
            latest = new SoftReference<>(corpus);
            report(corpus);
        }
        return corpus;
    }

    private void report(Corpus corpus) {
        Logger logger = context.logger();
        int words = corpus.vocabulary().size() - Vocabulary.SPECIAL_WORDS;
        if (words == 1) {
            logger.warn("the vocabulary has only one word besides <unk> and <eos>: '{}'",
                    corpus.vocabulary().word(Vocabulary.SPECIAL_WORDS));
        }
        for (Split split : Split.values()) {
            logger.info("{}: {} words, {} % of them not among the {} known",
                    settings.corpus().text().name(split),
                    corpus.tokens(split).length,
                    Math.round(1000 * corpus.unknownShare(split)) / 10.0,
                    words);
        }
    }
}
