package io.moduli.core.engine.threads;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where time went.
 *
 * @param seconds all of it
 * @param byPart the share of each part, the mean over all workers, in seconds; they add up to the whole
 */
public record StepTimes(double seconds, Map<StepPart, Double> byPart) {

    public StepTimes {
        byPart = Collections.unmodifiableMap(new EnumMap<>(byPart));
    }
}
