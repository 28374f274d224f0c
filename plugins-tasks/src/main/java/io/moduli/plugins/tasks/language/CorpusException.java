package io.moduli.plugins.tasks.language;

import java.io.IOException;
import java.io.Serial;
import java.util.List;

/** The problems of a corpus, a sentence each. */
final class CorpusException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // List.copyOf gives a serializable list
    private final List<String> problems;

    CorpusException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    CorpusException(String problem) {
        this(List.of(problem));
    }

    CorpusException(String problem, IOException cause) {
        this(problem);
        initCause(cause);
    }

    /** The problems, a sentence each. */
    List<String> problems() {
        return problems;
    }
}
