package io.moduli.api.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Collects violations of one component: of each rule the first, since one broken line tends to break a rule a thousand times.
 * Their details begin with
 * the component's name.
 */
final class Findings {

    /** What {@link Object#toString} says, the class without its package. */
    private static final Pattern SILENT = Pattern.compile("(?:[\\w$]+[.])*([\\w$/]+)@\\p{XDigit}+");

    private final Map<String, Violation> first = new LinkedHashMap<>();
    private final String prefix;

    /** @param component what is looked at; one that does not say what it is has the name of its class, if that has one */
    Findings(Object component) {
        String name = String.valueOf(component);
        Matcher silent = SILENT.matcher(name);
        if (silent.matches()) {
            String type = silent.group(1).replaceFirst(".*[$]\\d*", "");
            prefix = type.isEmpty() || type.contains("/") ? "" : type + ": ";
        } else {
            prefix = name + ": ";
        }
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
