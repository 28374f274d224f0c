package io.moduli.core.experiment.report;

import java.util.ArrayList;
import java.util.List;

/** Fewer things of many, evenly chosen, so that a page stays small. */
final class Thinning {

    private Thinning() {}

    /** At most so many, in their order, the first of them among them; the same of the same list. */
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
