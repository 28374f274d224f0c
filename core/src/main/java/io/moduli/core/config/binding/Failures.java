package io.moduli.core.config.binding;

import io.moduli.api.settings.SettingException;
import io.moduli.core.config.problem.Origin;
import io.moduli.core.config.problem.Problem;
import io.moduli.core.config.text.RawValue;
import io.moduli.core.plugin.PluginProblem;
import java.util.Optional;
import java.util.stream.IntStream;

/** Converts exceptions of records and factories into problems. */
final class Failures {

    private Failures() {
    }

    /**
     * A setting that cannot be used: reported at the setting if it is written, else at the innermost enclosing value
     * that is. The setting may be nested, {@code stages.0.schedule}.
     */
    static Problem ofSetting(SettingException failure, RawValue.Mapping mapping, String path) {
        Origin origin = innermost(mapping, failure.setting()).origin();
        String key = path.isEmpty() ? failure.setting() : path + "." + failure.setting();
        return new Problem(origin, key, String.valueOf(failure.getMessage()), Optional.of(failure));
    }

    private static RawValue innermost(RawValue around, String setting) {
        RawValue innermost = around;
        for (String key : setting.split("\\.")) {
            RawValue next = switch (innermost) {
                case RawValue.Mapping mapping -> mapping.entries().get(key);
                case RawValue.Sequence sequence -> IntStream.range(0, sequence.elements().size())
                        .filter(index -> key.equals(Integer.toString(index))).mapToObj(sequence.elements()::get)
                        .findFirst().orElse(null);
                case RawValue.Scalar _,RawValue.Unresolved _ -> null;
            };
            if (next == null) {
                return innermost;
            }
            innermost = next;
        }
        return innermost;
    }

    /** An exception of a settings record's constructor. */
    static Problem ofRecord(Throwable failure, RawValue.Mapping mapping, String path) {
        if (failure instanceof SettingException setting) {
            return ofSetting(setting, mapping, path);
        }
        // Records check themselves with IllegalArgumentException; its message is meant to be read alone.
        String message = failure instanceof IllegalArgumentException && failure.getMessage() != null
                ? failure.getMessage()
                : PluginProblem.describe(failure);
        return new Problem(mapping.origin(), path, message, Optional.of(failure));
    }
}
