package io.moduli.core.config;

import java.util.ArrayList;
import java.util.List;

/** Collects problems, so that finding one does not keep the next from being found. */
final class Problems {

    private final List<Problem> found = new ArrayList<>();

    void add(Problem problem) {
        found.add(problem);
    }

    void add(Origin origin, String key, String message) {
        add(new Problem(origin, key, message));
    }

    void addAll(List<Problem> problems) {
        found.addAll(problems);
    }

    boolean isEmpty() { return found.isEmpty(); }

    /** All of them by file and line, none twice. */
    List<Problem> sorted() {
        return found.stream().sorted().distinct().toList();
    }
}
