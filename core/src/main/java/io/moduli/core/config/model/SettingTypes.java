package io.moduli.core.config.model;

import io.moduli.core.config.text.RawValue;
import io.moduli.core.plugin.ExtensionPoint;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** Determines the kind of value from the Java type of a record component. */
final class SettingTypes {

    private SettingTypes() {
    }

    /** The kind of a Java type with the range that applies to its numbers; empty for types that cannot be configured. */
    static Optional<SettingType> of(Type type, NumberRange range) {
        if (type instanceof ParameterizedType generic) {
            return ofCollection(generic, range);
        }
        return type instanceof Class<?> plain ? ofClass(plain, range) : Optional.empty();
    }

    private static Optional<SettingType> ofCollection(ParameterizedType type, NumberRange range) {
        boolean list = type.getRawType().equals(List.class);
        boolean set = type.getRawType().equals(Set.class);
        if (!list && !set) {
            return Optional.empty();
        }
        return of(type.getActualTypeArguments()[0], range).map(element -> new SettingType.Many(element, set));
    }

    private static Optional<SettingType> ofClass(Class<?> type, NumberRange range) {
        Optional<SettingType> scalar = ofScalar(type, range);
        if (scalar.isPresent()) {
            return scalar;
        }
        Optional<ExtensionPoint<?>> point = ExtensionPoint.ofType(type);
        if (point.isPresent()) {
            return Optional.of(new SettingType.Component(point.get()));
        }
        if (type.isRecord()) {
            return Optional.of(new SettingType.Section(type.asSubclass(Record.class)));
        }
        if (type.isSealed() && type.isInterface()) {
            SequencedMap<String, Class<? extends Record>> records = new LinkedHashMap<>();
            return collect(type, records) ? Optional.of(new SettingType.ClosedChoice(records)) : Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<SettingType> ofScalar(Class<?> type, NumberRange range) {
        if (type == int.class || type == Integer.class) {
            return Optional.of(new SettingType.WholeNumber(false, range));
        }
        if (type == long.class || type == Long.class) {
            return Optional.of(new SettingType.WholeNumber(true, range));
        }
        if (type == double.class || type == Double.class) {
            return Optional.of(new SettingType.DecimalNumber(range));
        }
        if (type == boolean.class || type == Boolean.class) {
            return Optional.of(new SettingType.Truth());
        }
        if (type == String.class) {
            return Optional.of(new SettingType.Text());
        }
        if (type == Path.class) {
            return Optional.of(new SettingType.FilePath());
        }
        if (type == Duration.class) {
            return Optional.of(new SettingType.TimeSpan());
        }
        if (type == RawValue.class) {
            return Optional.of(new SettingType.Anything());
        }
        return type.isEnum() ? Optional.of(constants(type)) : Optional.empty();
    }

    private static SettingType constants(Class<?> type) {
        SequencedMap<String, Enum<?>> constants = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            constants.put(Spelling.of((Enum<?>) constant), (Enum<?>) constant);
        }
        return new SettingType.Constant(constants);
    }

    /**
     * Collects the records below a sealed interface; returns false if there is anything else below it or two share a
     * tag.
     */
    private static boolean collect(Class<?> sealed, SequencedMap<String, Class<? extends Record>> records) {
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isRecord()) {
                if (records.put(Spelling.tag(permitted), permitted.asSubclass(Record.class)) != null) {
                    return false;
                }
            } else if (!permitted.isSealed() || !permitted.isInterface() || !collect(permitted, records)) {
                return false;
            }
        }
        return true;
    }
}
