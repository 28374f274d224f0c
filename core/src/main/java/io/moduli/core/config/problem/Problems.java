package io.moduli.core.config.problem;

import java.util.ArrayList;
import java.util.List;

/** Collects problems, so that finding one does not keep the next from being found. */
public final class Problems {

    private final List<Problem> found = new ArrayList<>();

    public void add(Problem problem) {
        found.add(problem);
    }

    public void add(Origin origin, String key, String message) {
        add(new Problem(origin, key, message));
    }

    public void addAll(List<Problem> problems) {
        found.addAll(problems);
    }

    public boolean isEmpty() { return found.isEmpty(); }

    /** All of them by file and line, none twice. */
    public List<Problem> sorted() {
        return found.stream().sorted().distinct().toList();
    }
}
