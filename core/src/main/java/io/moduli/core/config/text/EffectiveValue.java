package io.moduli.core.config.text;

import io.moduli.core.config.problem.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** A value as the effective configuration writes it. */
public sealed interface EffectiveValue {

    /** A value as it was written. */
    static EffectiveValue of(RawValue raw) {
        return switch (raw) {
            case RawValue.Scalar scalar -> new Leaf(
                    scalar.kind() == RawValue.Kind.TEXT ? HoconText.word(scalar.text()) : scalar.text(),
                    scalar.origin());
            case RawValue.Sequence sequence ->
                new Sequence(sequence.elements().stream().map(EffectiveValue::of).toList(), sequence.origin());
            case RawValue.Mapping mapping -> {
                SequencedMap<String, EffectiveValue> entries = new LinkedHashMap<>();
                mapping.entries().forEach((key, value) -> entries.put(key, of(value)));
                yield new Section(Optional.empty(), entries);
            }
            case RawValue.Unresolved unresolved -> new Leaf("null", unresolved.origin());
        };
    }

    /** A value in HOCON on one line, such as {@code { type = torus, dimension = 2 }}. */
    static String onLine(RawValue raw) {
        return switch (raw) {
            case RawValue.Mapping mapping -> mapping.entries().entrySet().stream()
                    .map(entry -> HoconText.word(entry.getKey()) + " = " + onLine(entry.getValue()))
                    .collect(Collectors.joining(", ", "{ ", " }"));
            case RawValue.Sequence sequence -> sequence.elements().stream().map(EffectiveValue::onLine)
                    .collect(Collectors.joining(", ", "[", "]"));
            default -> ((Leaf) of(raw)).hocon();
        };
    }

    /**
     * A single value.
     *
     * @param hocon its text, quoted if necessary
     * @param origin where it came from
     */
    record Leaf(String hocon, Origin origin) implements EffectiveValue {
    }

    /** A list, with its origin in case it is empty. */
    record Sequence(List<EffectiveValue> elements, Origin origin) implements EffectiveValue {
    }

    /**
     * An object; the keys in the order in which they are to be written.
     *
     * @param tag what is written as {@code type}, before everything else
     */
    record Section(Optional<Leaf> tag, SequencedMap<String, EffectiveValue> entries) implements EffectiveValue {
    }
}
