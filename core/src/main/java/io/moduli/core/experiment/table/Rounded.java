package io.moduli.core.experiment.table;

import io.moduli.core.experiment.statistics.Estimate;
import io.moduli.core.experiment.statistics.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.OptionalDouble;

/**
 * Numbers with as many digits as their uncertainty justifies: the half width of the interval has two significant
 * digits, and the mean has the same number of decimals. Without an uncertainty they have four significant digits.
 */
final class Rounded {

    /** The text that replaces a missing number. */
    static final String NONE = "-";

    private static final int DIGITS = 4;
    private static final int UNCERTAIN_DIGITS = 2;
    private static final int MOST_DECIMALS = 7;
    private static final double GREATEST_PLAIN = 1e7;
    private static final double LEAST_P = 0.001;

    private final int decimals;
    private final boolean plain;

    private Rounded(int decimals, boolean plain) {
        this.decimals = decimals;
        this.plain = plain;
    }

    /** The digits that suit an estimate. */
    static Rounded suiting(Estimate estimate) {
        double uncertainty = estimate.interval().map(Interval::halfWidth).orElse(0.0);
        double size = Math.max(Math.abs(estimate.mean()), uncertainty);
        int decimals = uncertainty > 0 ? decimals(uncertainty, UNCERTAIN_DIGITS)
                : size > 0 ? decimals(size, DIGITS) : 0;
        return new Rounded(Math.max(0, decimals), decimals <= MOST_DECIMALS && size < GREATEST_PLAIN);
    }

    /**
     * The number of decimals of a positive number with a given number of significant digits; negative if it is rounded
     * before the decimal point.
     */
    private static int decimals(double number, int digits) {
        BigDecimal rounded = new BigDecimal(number).round(new MathContext(digits));
        return digits - (rounded.precision() - rounded.scale());
    }

    /** A number with these digits. */
    String of(double value) {
        if (!plain) {
            return scientific(value);
        }
        BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return rounded.toPlainString();
    }

    private static String scientific(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS));
        int exponent = rounded.precision() - rounded.scale() - 1;
        return rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    /** A measure of scatter, which has two significant digits itself. */
    static String uncertainty(double value) {
        int decimals = value > 0 ? Math.max(0, decimals(value, UNCERTAIN_DIGITS)) : 0;
        return new Rounded(decimals, decimals <= MOST_DECIMALS && value < GREATEST_PLAIN).of(value);
    }

    /** A probability. */
    static String probability(OptionalDouble p) {
        if (p.isEmpty()) {
            return NONE;
        }
        return p.getAsDouble() < LEAST_P
                ? "<0.001"
                : new BigDecimal(p.getAsDouble()).setScale(3, RoundingMode.HALF_EVEN).toPlainString();
    }
}
