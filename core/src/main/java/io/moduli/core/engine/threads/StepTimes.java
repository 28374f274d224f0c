package io.moduli.core.engine.threads;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How the time was spent.
 *
 * @param seconds the total
 * @param byPart the time of each part in seconds, averaged over all workers; the parts add up to the total
 */
public record StepTimes(double seconds, Map<StepPart, Double> byPart) {

    public StepTimes {
        byPart = Collections.unmodifiableMap(new EnumMap<>(byPart));
    }
}
