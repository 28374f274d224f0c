package io.moduli.core.run;

import java.util.Map;

/** Numbers in JSON, which knows none that is not finite: instead of those there is null, and the reason beside it. */
final class JsonNumbers {

    private static final String REASON = "_reason";

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
}
