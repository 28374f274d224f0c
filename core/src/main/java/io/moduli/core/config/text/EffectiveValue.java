package io.moduli.core.config.text;

import io.moduli.core.config.problem.Origin;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** A value as the effective configuration writes it. */
public sealed interface EffectiveValue {

    /**
     * A single value.
     *
     * @param hocon its text, quoted where need be
     * @param origin where it came from
     */
    record Leaf(String hocon, Origin origin) implements EffectiveValue {
    }

    /** A list, with its origin for the case that it is empty. */
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
