package io.moduli.core.config.model;

import io.moduli.core.config.text.RawValue;
import io.moduli.core.plugin.ExtensionPoint;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** The kinds of value that a setting may have. */
public sealed interface SettingType {

    /** The kind in words, without an article: {@code number from 0 to 1}. */
    String words();

    /** An {@code int} or, if it is wide, a {@code long}. */
    record WholeNumber(boolean wide, NumberRange range) implements SettingType {

        @Override
        public String words() {
            return "whole number" + range.words();
        }
    }

    /** A {@code double}, always finite. */
    record DecimalNumber(NumberRange range) implements SettingType {

        @Override
        public String words() {
            return "number" + range.words();
        }
    }

    /** A {@code boolean}. */
    record Truth() implements SettingType {

        @Override
        public String words() {
            return "true or false";
        }
    }

    /** A {@code String}. */
    record Text() implements SettingType {

        @Override
        public String words() {
            return "text";
        }
    }

    /** An enum, with its constants by their written form. */
    record Constant(SequencedMap<String, Enum<?>> constants) implements SettingType {

        @Override
        public String words() {
            return "one of " + String.join(" | ", constants.keySet());
        }
    }

    /** A {@code Path}. */
    record FilePath() implements SettingType {

        @Override
        public String words() {
            return "path";
        }
    }

    /** A {@code Duration}. */
    record TimeSpan() implements SettingType {

        @Override
        public String words() {
            return "duration such as 500ms, 10s, 5m, 2h or 1d";
        }
    }

    /** A {@code List}, or a {@code Set} if its elements must be distinct. */
    record Many(SettingType element, boolean distinct) implements SettingType {

        @Override
        public String words() {
            String each = element.words();
            if (element instanceof Section) {
                return each + " or a list of such";
            }
            return (distinct ? "list without repetitions of " : "list of ")
                    + (each.startsWith("one of ") ? each.substring("one of ".length()) : each);
        }
    }

    /** A record. */
    record Section(Class<? extends Record> type) implements SettingType {

        @Override
        public String words() {
            return "settings { " + String.join(", ", keys()) + " }";
        }

        private List<String> keys() {
            return Stream.of(type.getRecordComponents()).map(component -> Spelling.hyphenated(component.getName()))
                    .toList();
        }
    }

    /** A sealed interface of records, by their tags. */
    record ClosedChoice(SequencedMap<String, Class<? extends Record>> records) implements SettingType {

        @Override
        public String words() {
            return "one of " + String.join(" | ", records.keySet());
        }
    }

    /** A {@link RawValue}: anything, which the caller interprets. */
    record Anything() implements SettingType {

        @Override
        public String words() {
            return "value";
        }
    }

    /** A component of an extension point. */
    record Component(ExtensionPoint<?> extensionPoint) implements SettingType {

        @Override
        public String words() {
            return extensionPoint.name();
        }
    }
}
