package io.moduli.core.report;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which layers of a network are drawn: all of them if they are few, otherwise some from the first to the last. */
final class ShownLayers {

    /** A page with the figures of a hundred layers would be too large to send and too long to read. */
    private static final int MOST = 12;

    private ShownLayers() {}

    /** The numbers of the layers, from 0. */
    static Set<Integer> of(int layers) {
        return IntStream.range(0, Math.min(layers, MOST))
                .map(index -> layers <= MOST ? index : index * (layers - 1) / (MOST - 1))
                .boxed().collect(Collectors.toUnmodifiableSet());
    }

    /** Names the layers that are drawn, if not all are; otherwise empty. */
    static String note(int layers) {
        return layers <= MOST ? ""
                : " Of the %d layers %d are drawn, at equal intervals from the first to the last."
                        .formatted(layers, MOST);
    }
}
