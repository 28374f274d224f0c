package io.moduli.core.config.model;

import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * One component of a settings record.
 *
 * @param key as it is written @param type the kind of its values
 * @param optional whether the record takes an {@code Optional}
 * @param defaultText its value in HOCON if it is not written
 * @param description one line; may be empty
 */
public record Setting(String key, SettingType type, boolean optional, Optional<String> defaultText,
        String description) {

    static Setting of(Class<? extends Record> settings, RecordComponent component) {
        Type type = component.getGenericType();
        boolean optional = type instanceof ParameterizedType generic && generic.getRawType().equals(Optional.class);
        Type inner = optional ? ((ParameterizedType) type).getActualTypeArguments()[0] : type;
        SettingType settingType = SettingTypes.of(inner, NumberRange.of(component.getAnnotation(Range.class)))
                .orElseThrow(() -> new UnsupportedSettingsException(settings, "has the component " + component.getName()
                        + " of type " + type.getTypeName() + ", which no configuration can express"));
        Default given = component.getAnnotation(Default.class);
        Description description = component.getAnnotation(Description.class);
        return new Setting(Spelling.hyphenated(component.getName()), settingType, optional,
                given == null ? Optional.empty() : Optional.of(given.value()),
                description == null ? "" : description.value());
    }

    /** Whether a configuration must write it. */
    public boolean required() {
        return !optional && defaultText.isEmpty();
    }
}
