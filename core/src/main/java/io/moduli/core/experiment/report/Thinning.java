package io.moduli.core.experiment.report;

import java.util.ArrayList;
import java.util.List;

/** Evenly chosen samples of long lists, so that a page stays small. */
final class Thinning {

    private Thinning() {}

    /** A sample of at most a given size, in order, including the first element; always the same for the same list. */
    static <T> List<T> evenly(List<T> all, int most) {
        if (all.size() <= most) {
            return all;
        }
        List<T> chosen = new ArrayList<>(most);
        for (int index = 0; index < most; index++) {
            chosen.add(all.get((int) ((long) index * all.size() / most)));
        }
        return chosen;
    }
}
