package io.moduli.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Numbers in JSON, which has only finite ones: others are written as null, with the reason beside it. */
final class JsonNumbers {

    /** The suffix of a reason's key. */
    static final String REASON = "_reason";

    private JsonNumbers() {}

    /** Writes a number, or null and the reason under {@code <key>_reason}. */
    static void put(Map<String, Object> object, String key, double value) {
        if (Double.isFinite(value)) {
            object.put(key, value);
        } else {
            object.put(key, null);
            object.put(key + REASON, Double.isNaN(value) ? "not a number" : value > 0 ? "infinite" : "minus infinite");
        }
    }

    /** Reads a number that {@link #put} wrote. */
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
