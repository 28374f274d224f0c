package io.moduli.core.config.model;

import io.moduli.api.settings.Range;
import io.moduli.core.config.text.Numbers;
import org.jspecify.annotations.Nullable;

/** The numbers that a setting may have. */
public record NumberRange(double min, double max, boolean aboveMin, boolean belowMax) {

    static final NumberRange ALL = new NumberRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false, false);

    static NumberRange of(@Nullable Range range) {
        return range == null ? ALL : new NumberRange(range.min(), range.max(), range.aboveMin(), range.belowMax());
    }

    public boolean contains(double value) {
        return (aboveMin ? value > min : value >= min) && (belowMax ? value < max : value <= max);
    }

    /** The text that follows "number": {@code from 0 to 1}; begins with a space unless all numbers are valid. */
    public String words() {
        boolean bounded = max != Double.POSITIVE_INFINITY;
        String upper = (belowMax ? "below " : "at most ") + Numbers.plain(max);
        if (min == Double.NEGATIVE_INFINITY) {
            return bounded ? " " + upper : "";
        }
        if (!bounded) {
            return aboveMin ? " above " + Numbers.plain(min) : " of " + Numbers.plain(min) + " or more";
        }
        if (aboveMin) {
            return " above " + Numbers.plain(min) + " and " + upper;
        }
        return " from " + Numbers.plain(min) + " to " + (belowMax ? "below " : "") + Numbers.plain(max);
    }
}
