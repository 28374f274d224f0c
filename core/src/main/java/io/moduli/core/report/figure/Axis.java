package io.moduli.core.report.figure;

import io.moduli.api.report.Exhibit;

/**
 * An axis. Whoever draws it gives it three numbers or more.
 *
 * @param label what is measured
 * @param unit in what; empty for plain numbers
 * @param scale how numbers become places
 */
public record Axis(String label, String unit, Scale scale) {

    /** How numbers become places. */
    public enum Scale {
        /** The axis shows the range of the numbers. */
        FITTED,
        /** It begins at 0, so that heights compare as the numbers do; not where all numbers are far from 0. */
        FROM_ZERO,
        /** It is logarithmic; only numbers above 0 are drawn. */
        LOGARITHMIC
    }

    /** An axis that shows the range of its numbers. */
    public static Axis of(String label, String unit) {
        return new Axis(label, unit, Scale.FITTED);
    }

    /** An axis that begins at 0. */
    public static Axis fromZero(String label, String unit) {
        return new Axis(label, unit, Scale.FROM_ZERO);
    }

    /** The axis of an exhibit. */
    public static Axis of(Exhibit.Axis axis) {
        return of(axis.label(), axis.unit());
    }

    /** The same on another scale. */
    public Axis on(Scale other) {
        return new Axis(label, unit, other);
    }
}
