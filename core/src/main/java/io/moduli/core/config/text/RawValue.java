package io.moduli.core.config.text;

import io.moduli.core.config.problem.Origin;
import java.util.List;
import java.util.SequencedMap;

/** A value as it was written, with includes and substitutions resolved, but not yet interpreted. */
public sealed interface RawValue {

    /** Where it was written. */
    Origin origin();

    /** A description for messages: {@code the text "abc"}. */
    String found();

    /** A single value. */
    record Scalar(Kind kind, String text, Origin origin) implements RawValue {

        @Override
        public String found() {
            return switch (kind) {
                case TEXT -> "the text \"" + text + "\"";
                case NUMBER -> "the number " + text;
                case TRUTH -> text;
                case NOTHING -> "null";
            };
        }
    }

    /** The type that HOCON infers from the text of a single value. */
    enum Kind {
        TEXT,
        NUMBER,
        TRUTH,
        NOTHING
    }

    /** A list. */
    record Sequence(List<RawValue> elements, Origin origin) implements RawValue {

        @Override
        public String found() {
            return "a list";
        }
    }

    /** An object. */
    record Mapping(SequencedMap<String, RawValue> entries, Origin origin) implements RawValue {

        @Override
        public String found() {
            return "an object";
        }
    }

    /** Stands in for a substitution without a value. The loader has reported it, so nothing more is said about it. */
    record Unresolved(Origin origin) implements RawValue {

        @Override
        public String found() {
            return "a substitution without a value";
        }
    }

    /** Whether this exists only as the target of substitutions without a value. */
    default boolean standsIn() {
        return switch (this) {
            case Unresolved _ -> true;
            case Mapping mapping -> !mapping.entries().isEmpty()
                    && mapping.entries().values().stream().allMatch(RawValue::standsIn);
            case Scalar _,Sequence _ -> false;
        };
    }

    /** Whether this is {@code null}. */
    default boolean isNothing() {
        return this instanceof Scalar scalar && scalar.kind() == Kind.NOTHING;
    }
}
