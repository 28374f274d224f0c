package io.moduli.core.config.model;

import io.moduli.api.settings.Name;
import java.util.Locale;

/** How Java names are written in configurations. */
public final class Spelling {

    private Spelling() {
    }

    /** {@code learningRate} is {@code learning-rate}, {@code LotteryTicket} is {@code lottery-ticket}. */
    public static String hyphenated(String camelCase) {
        return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1-$2").replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
                .toLowerCase(Locale.ROOT);
    }

    /** {@code READ_OUT} is {@code read-out}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The text after {@code type =} for a record of a closed choice. */
    public static String tag(Class<?> type) {
        Name name = type.getAnnotation(Name.class);
        return name == null ? hyphenated(type.getSimpleName()) : name.value();
    }

    /** The words with an article, if they need one: {@code a number}, {@code an inhibitor}, {@code true or false}. */
    public static String withArticle(String words) {
        boolean bare = words.startsWith("true") || words.startsWith("text") || words.startsWith("one of")
                || words.startsWith("settings");
        if (bare) {
            return words;
        }
        return ("aeiou".indexOf(words.charAt(0)) >= 0 ? "an " : "a ") + words;
    }
}
