package io.moduli.core.report;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which layers of a network are drawn: all of them where they are few, else some from the first to the last. */
final class ShownLayers {

    /** A page with all figures of a hundred layers would be too large to send, and too long to read. */
    private static final int MOST = 12;

    private ShownLayers() {}

    /** The numbers of the layers, from 0. */
    static Set<Integer> of(int layers) {
        return IntStream.range(0, Math.min(layers, MOST))
                .map(index -> layers <= MOST ? index : index * (layers - 1) / (MOST - 1))
                .boxed().collect(Collectors.toUnmodifiableSet());
    }

    /** Says which layers are drawn, where not all are; else nothing. */
    static String note(int layers) {
        return layers <= MOST ? ""
                : " Of the %d layers %d are drawn, at equal intervals from the first to the last."
                        .formatted(layers, MOST);
    }
}
