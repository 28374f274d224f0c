package io.moduli.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Numbers in JSON, which knows none that is not finite: instead of those there is null, and the reason beside it. */
final class JsonNumbers {

    /** What the key of a reason ends with. */
    static final String REASON = "_reason";

    private JsonNumbers() {}

    /** Puts a number, or null and under {@code <key>_reason} why. */
    static void put(Map<String, Object> object, String key, double value) {
        if (Double.isFinite(value)) {
            object.put(key, value);
        } else {
            object.put(key, null);
            object.put(key + REASON, Double.isNaN(value) ? "not a number" : value > 0 ? "infinite" : "minus infinite");
        }
    }

    /** The number that {@link #put} put. */
    static double get(JsonNode object, String key) {
        if (object.path(key).isNumber()) {
            return object.path(key).asDouble();
        }
        return switch (object.path(key + REASON).asText()) {
            case "infinite" -> Double.POSITIVE_INFINITY;
            case "minus infinite" -> Double.NEGATIVE_INFINITY;
            default -> Double.NaN;
        };
    }
}
