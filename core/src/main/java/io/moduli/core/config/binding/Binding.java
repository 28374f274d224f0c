package io.moduli.core.config.binding;

import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.text.EffectiveConfiguration;
import java.util.List;

/**
 * The result of binding a configuration: a settings record, or the problems that keep it from being one.
 *
 * @param <T> the settings record
 */
public sealed interface Binding<T extends Record> {

    /**
     * The configuration is valid.
     *
     * @param <T> the settings record
     * @param settings the record, its components made
     * @param effective all settings, with defaults filled in and the origin of each value
     */
    record Bound<T extends Record>(T settings, EffectiveConfiguration effective) implements Binding<T> {
    }

    /**
     * The configuration is invalid.
     *
     * @param <T> the settings record that it was meant for
     * @param problems all problems, sorted by file and line; not empty
     */
    record Rejected<T extends Record>(List<Problem> problems) implements Binding<T> {

        /** Keeps a copy of the list. */
        public Rejected {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("a configuration without problems is not rejected");
            }
        }
    }
}
