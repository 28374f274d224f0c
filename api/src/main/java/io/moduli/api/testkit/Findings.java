package io.moduli.api.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects violations: of each rule the first, since one broken line tends to break a rule a thousand times. */
final class Findings {

    private final Map<String, Violation> first = new LinkedHashMap<>();

    /** Notes a violation unless the condition holds; the detail is a format string. */
    void require(boolean holds, String rule, String detail, Object... arguments) {
        if (!holds) {
            first.computeIfAbsent(rule, name -> new Violation(name, detail.formatted(arguments)));
        }
    }

    /** Runs the checks of a rule; an exception out of the component is a violation of that rule, too. */
    void examine(String rule, Runnable checks) {
        try {
            checks.run();
        } catch (RuntimeException thrown) {
            require(false, rule, "threw %s", thrown);
        }
    }

    /** Whether a rule is violated. */
    boolean has(String rule) {
        return first.containsKey(rule);
    }

    List<Violation> violations() {
        return List.copyOf(first.values());
    }
}
