package io.moduli.core.config.text;

import java.math.BigDecimal;
import java.util.Optional;

/** Parses numbers exactly; the HOCON library silently truncates fractions. */
public final class Numbers {

    /** 2⁶³, which no long reaches. */
    private static final double LONG_LIMIT = 0x1p63;

    private Numbers() {
    }

    /**
     * The whole number that a text stands for, 1e3 for a thousand; empty for fractions and numbers too large for a
     * long.
     */
    public static Optional<Long> whole(String text) {
        // A cheap check first, since expanding 1e999999999 would take gigabytes.
        if (!(Math.abs(Double.parseDouble(text)) <= LONG_LIMIT)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text).longValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A number without the {@code .0} of a whole one, 1e100 for a googol. */
    public static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value)
                : Double.toString(value).replaceFirst("([.]0)?E", "e");
    }
}
