package io.moduli.core.config.model;

import io.moduli.api.settings.Description;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of a record, described for people.
 *
 * @param name the record's name after {@code type =} if it is one of a closed choice, else empty
 * @param description what it is, in one line; may be empty
 * @param entries its settings, as they are declared
 */
public record SettingsDescription(String name, String description, List<Entry> entries) {

    /** Keeps a copy of the list. */
    public SettingsDescription {
        entries = List.copyOf(entries);
    }

    /**
     * One setting.
     *
     * @param key as it is written
     * @param type the kind of value in words: {@code number from 0 to 1}, {@code one of a | b}, {@code moduli-space}
     * @param required whether it must be written
     * @param defaultText its value in HOCON if it is not written; empty for required settings and for optional ones
     *     without a default
     * @param description what it means, in one line; may be empty
     * @param nested its nested settings: those of the record that is its value, or of each record of a closed choice
     */
    public record Entry(
            String key,
            String type,
            boolean required,
            Optional<String> defaultText,
            String description,
            List<SettingsDescription> nested) {

        /** Keeps a copy of the list. */
        public Entry {
            nested = List.copyOf(nested);
        }
    }

    /**
     * Describes a settings record.
     *
     * @throws UnsupportedSettingsException if it has a component that no configuration can express
     */
    public static SettingsDescription of(Class<? extends Record> settings) {
        return describe("", settings, Set.of());
    }

    /** Enclosing records are not described again within themselves. */
    private static SettingsDescription describe(String name, Class<? extends Record> settings, Set<Class<?>> outer) {
        Set<Class<?>> around = new HashSet<>(outer);
        List<Entry> entries = new ArrayList<>();
        if (around.add(settings)) {
            for (Setting setting : RecordModel.of(settings).settings()) {
                entries.add(new Entry(setting.key(), words(setting.type()), setting.required(), setting.defaultText(),
                        setting.description(), nested(setting.type(), around)));
            }
        }
        Description description = settings.getAnnotation(Description.class);
        return new SettingsDescription(name, description == null ? "" : description.value(), entries);
    }

    /** The keys of a record are listed among the nested settings. */
    private static String words(SettingType type) {
        return switch (type) {
            case SettingType.Section _ -> "settings";
            case SettingType.Many many when many.element() instanceof SettingType.Section ->
                "settings, or a list of settings";
            default -> type.words();
        };
    }

    private static List<SettingsDescription> nested(SettingType type, Set<Class<?>> around) {
        return switch (type) {
            case SettingType.Section section -> List.of(describe("", section.type(), around));
            case SettingType.ClosedChoice choice -> choice.records().entrySet().stream()
                    .map(record -> describe(record.getKey(), record.getValue(), around)).toList();
            case SettingType.Many many -> nested(many.element(), around);
            default -> List.of();
        };
    }
}
