package io.moduli.plugins.tasks.language;

import io.moduli.api.task.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder with {@code train.txt}, {@code valid.txt} and {@code test.txt}.
 *
 * @param folder the folder
 */
record FolderText(Path folder) implements TextSource {

    private static final String LAYOUT = "train.txt, valid.txt and test.txt";
    private static final Parts<String> NAMES = new Parts<>("train.txt", "valid.txt", "test.txt");
    private static final int LISTED_FILES = 8;

    @Override
    public String name(Split split) {
        return file(split).toString();
    }

    @Override
    public void read(WordSink sink) throws CorpusException {
        if (!Files.isDirectory(folder)) {
            throw new CorpusException("%s %s: path must name a folder that holds %s".formatted(
                    folder, Files.exists(folder) ? "is a file" : "does not exist", LAYOUT));
        }
        List<String> problems = new ArrayList<>();
        for (Split split : Split.values()) {
            try {
                readPart(split, sink);
            } catch (CorpusException unreadable) {
                problems.addAll(unreadable.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new CorpusException(problems);
        }
    }

    private void readPart(Split split, WordSink sink) throws CorpusException {
        Path file = file(split);
        if (!Files.isRegularFile(file)) {
            throw new CorpusException("%s %s: the folder must hold %s, but holds %s".formatted(
                    file, Files.exists(file) ? "is not a file" : "does not exist", LAYOUT, contents()));
        }
        WordReader.read(file, word -> sink.accept(split, word));
    }

    private Path file(Split split) {
        return folder.resolve(NAMES.of(split));
    }

    /** The files that exist instead: often the same ones under other names. */
    private String contents() throws CorpusException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<String> names = entries.map(entry -> entry.getFileName().toString()).sorted().toList();
            String listed = names.stream().limit(LISTED_FILES).collect(Collectors.joining(", "));
            return names.isEmpty() ? "nothing" : names.size() > LISTED_FILES ? listed + ", …" : listed;
        } catch (IOException unreadable) {
            throw new CorpusException("%s cannot be listed: %s".formatted(folder, unreadable), unreadable);
        }
    }
}
