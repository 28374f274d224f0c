package io.moduli.plugins.tasks.language;

import io.moduli.api.settings.Description;
import io.moduli.api.settings.Name;
import java.nio.file.Path;

/** Where the text comes from. */
public sealed interface CorpusSettings {

    /** The text of this corpus, before anything of it is read. */
    TextSource text();

    /**
     * The user's own files, laid out as those of the Penn Treebank and of WikiText usually are.
     *
     * @param path the folder with {@code train.txt}, {@code valid.txt} and {@code test.txt}
     */
    @Description("Your own files: train.txt, valid.txt and test.txt in UTF-8, one sentence per line, words split at white space")
    record Folder(@Description("The folder that holds train.txt, valid.txt and test.txt") Path path)
            implements CorpusSettings {

        @Override
        public TextSource text() {
            return new FolderText(path);
        }
    }

    /** The definitions of WordNet, which come with Moduli, so that the task runs where there is no other text. */
    @Name("wordnet")
    @Description("The definitions of WordNet 3.1, which come with Moduli; nine in ten for training, one in twenty each for validation and test")
    record WordNet() implements CorpusSettings {

        @Override
        public TextSource text() {
            return new WordNetText();
        }
    }
}
