package io.moduli.core.config.model;

import java.io.Serial;

/** A settings record, not a configuration, is wrong: it has a component that no configuration can express. */
public final class UnsupportedSettingsException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    UnsupportedSettingsException(Class<?> settings, String problem) {
        super("the settings record " + settings.getName() + " " + problem);
    }
}
