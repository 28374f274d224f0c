package io.moduli.core.config.text;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.moduli.core.config.problem.Origin;
import io.moduli.core.config.problem.Problems;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A value whose {@code type} determines the meaning of the rest: {@code { type = torus, dimension = 2 }}, or
 * {@code torus} alone if there is nothing else.
 *
 * @param name the value of {@code type}
 * @param nameOrigin where it was written
 * @param nameKey its key
 * @param body the value without its type
 */
public record Tagged(String name, Origin nameOrigin, String nameKey, RawValue.Mapping body) {

    public static final String KEY = "type";

    /** Splits a value. If its form is wrong, that is reported as a problem. */
    public static Optional<Tagged> of(RawValue raw, String path, String expected, Problems problems) {
        if (raw instanceof RawValue.Scalar scalar && scalar.kind() == RawValue.Kind.TEXT) {
            return Optional.of(new Tagged(scalar.text(), scalar.origin(), path,
                    new RawValue.Mapping(new LinkedHashMap<>(), scalar.origin())));
        }
        if (!(raw instanceof RawValue.Mapping mapping)) {
            problems.add(raw.origin(), path, "expected " + expected + ", found " + raw.found());
            return Optional.empty();
        }
        String typeKey = HoconText.join(path, KEY);
        RawValue type = mapping.entries().get(KEY);
        if (type == null) {
            problems.add(mapping.origin(), typeKey, "missing; expected " + expected);
            return Optional.empty();
        }
        if (!(type instanceof RawValue.Scalar scalar) || scalar.kind() != RawValue.Kind.TEXT) {
            if (!type.standsIn()) {
                problems.add(type.origin(), typeKey, "expected " + expected + ", found " + type.found());
            }
            return Optional.empty();
        }
        SequencedMap<String, RawValue> rest = new LinkedHashMap<>(mapping.entries());
        rest.remove(KEY);
        return Optional.of(new Tagged(scalar.text(), scalar.origin(), typeKey,
                new RawValue.Mapping(rest, mapping.origin())));
    }

    /** The long form of a type's name alone; empty if it cannot be one. */
    static Optional<ConfigObject> inFull(ConfigValue value) {
        return value.valueType() == ConfigValueType.STRING ? Optional.of(value.atKey(KEY).root()) : Optional.empty();
    }

    /** The tag as the effective configuration writes it. */
    public EffectiveValue.Leaf effectiveTag() {
        return new EffectiveValue.Leaf(HoconText.word(name), nameOrigin);
    }
}
