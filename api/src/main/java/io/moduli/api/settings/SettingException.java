package io.moduli.api.settings;

import java.io.Serial;

/** A setting of a record is not usable; the message says why. The host adds the file and the line. */
public final class SettingException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String setting;

    /**
     * @param setting the key relative to the record, as it is written: {@code learning-rate}
     * @param problem what is wrong and what would be right
     */
    public SettingException(String setting, String problem) {
        super(problem);
        this.setting = setting;
    }

    /** The key relative to the record. */
    public String setting() {
        return setting;
    }
}
