package io.moduli.api.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects violations of one component: of each rule the first, since one broken line tends to break a rule a thousand times.
 * Their details begin with
 * the component's name.
 */
final class Findings {

    private final Map<String, Violation> first = new LinkedHashMap<>();
    private final String prefix;

    /** @param component what is looked at; one that does not say what it is has the name of its class, if that has one */
    Findings(Object component) {
        Class<?> type = component.getClass();
        String name = String.valueOf(component);
        boolean says = !name.startsWith(type.getName() + "@");
        boolean nameless = type.isAnonymousClass() || type.isHidden();
        this.prefix = says ? name + ": " : nameless ? "" : type.getSimpleName() + ": ";
    }

    /** Notes a violation unless the condition holds; the detail is a format string. */
    void require(boolean holds, String rule, String detail, Object... arguments) {
        if (!holds) {
            first.computeIfAbsent(
                    rule, name -> new Violation(name, prefix + detail.formatted(arguments)));
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
