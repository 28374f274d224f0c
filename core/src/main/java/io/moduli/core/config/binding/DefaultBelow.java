package io.moduli.core.config.binding;

import io.moduli.core.config.text.RawValue;
import io.moduli.core.config.text.Tagged;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Merges a default that has a {@code type} beneath what is written: with the default {@code { type = adam }},
 * {@code { learning-rate = 1e-4 }} means Adam. If another type is named, nothing of the default applies.
 */
final class DefaultBelow {

    private DefaultBelow() {
    }

    /**
     * The full value of a closed choice or component.
     *
     * @param written an object, or a type's name alone
     * @param standard the default
     * @return both merged as HOCON merges objects, the origins kept; the written value unchanged if it has another type
     *     or is not an object
     */
    static RawValue merge(RawValue written, RawValue standard) {
        return object(standard).filter(below -> type(below).isPresent())
                .flatMap(below -> object(written).filter(above -> agree(above, below))
                        .<RawValue>map(above -> merge(above, below)))
                .orElse(written);
    }

    private static RawValue.Mapping merge(RawValue.Mapping above, RawValue.Mapping below) {
        SequencedMap<String, RawValue> entries = new LinkedHashMap<>(below.entries());
        above.entries().forEach((key, value) -> entries.merge(key, value, DefaultBelow::mergeInside));
        return new RawValue.Mapping(entries, above.origin());
    }

    /** The same for nested values: a part whose type differs from the default's replaces it. */
    private static RawValue mergeInside(RawValue below, RawValue above) {
        return above instanceof RawValue.Mapping aboveObject && below instanceof RawValue.Mapping belowObject
                && agree(aboveObject, belowObject) ? merge(aboveObject, belowObject) : above;
    }

    private static boolean agree(RawValue.Mapping above, RawValue.Mapping below) {
        return !above.entries().containsKey(Tagged.KEY) || type(above).equals(type(below)) && type(above).isPresent();
    }

    private static Optional<String> type(RawValue.Mapping mapping) {
        return Optional.ofNullable(mapping.entries().get(Tagged.KEY)).flatMap(DefaultBelow::text)
                .map(RawValue.Scalar::text);
    }

    /** The long form of a type's name alone. */
    private static Optional<RawValue.Mapping> object(RawValue value) {
        if (value instanceof RawValue.Mapping mapping) {
            return Optional.of(mapping);
        }
        return text(value).map(name -> {
            SequencedMap<String, RawValue> entries = new LinkedHashMap<>();
            entries.put(Tagged.KEY, name);
            return new RawValue.Mapping(entries, name.origin());
        });
    }

    private static Optional<RawValue.Scalar> text(RawValue value) {
        return value instanceof RawValue.Scalar scalar && scalar.kind() == RawValue.Kind.TEXT
                ? Optional.of(scalar)
                : Optional.empty();
    }
}
