package io.moduli.core.config;

import io.moduli.api.settings.SettingException;
import java.util.Optional;

/** Makes problems of what records and factories throw. */
final class Failures {

    private Failures() {
    }

    /** A setting that cannot be served: at the setting if it is written, else at the object that it is missing from. */
    static Problem ofSetting(SettingException failure, RawValue.Mapping mapping, String path) {
        RawValue written = mapping.entries().get(failure.setting());
        Origin origin = written == null ? mapping.origin() : written.origin();
        String key = path.isEmpty() ? failure.setting() : path + "." + failure.setting();
        return new Problem(origin, key, String.valueOf(failure.getMessage()), Optional.of(failure));
    }

    /** What the constructor of a settings record threw. */
    static Problem ofRecord(Throwable failure, RawValue.Mapping mapping, String path) {
        if (failure instanceof SettingException setting) {
            return ofSetting(setting, mapping, path);
        }
        // Records check themselves with IllegalArgumentException; its message is meant to be read alone.
        String message = failure instanceof IllegalArgumentException && failure.getMessage() != null
                ? failure.getMessage()
                : describe(failure);
        return new Problem(mapping.origin(), path, message, Optional.of(failure));
    }

    /** Class and message in one line. */
    static String describe(Throwable failure) {
        String type = failure.getClass().getSimpleName();
        return failure.getMessage() == null ? type
                : type + ": " + failure.getMessage().lines().findFirst().orElse("");
    }
}
