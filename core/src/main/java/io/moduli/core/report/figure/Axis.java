package io.moduli.core.report.figure;

import io.moduli.api.report.Exhibit;
import java.util.List;

/**
 * An axis, which is drawn with at least three numbers.
 *
 * @param label what is measured
 * @param unit its unit; empty for plain numbers
 * @param scale how numbers become positions
 * @param names labels at 0, 1, 2 and so on instead of numbers; empty for an axis of numbers
 */
public record Axis(String label, String unit, Scale scale, List<String> names) {

    public Axis {
        names = List.copyOf(names);
        if (!names.isEmpty() && scale != Scale.FITTED) {
            throw new IllegalArgumentException(label + ": names have no scale");
        }
    }

    /** How numbers become positions. */
    public enum Scale {
        /** The axis shows the range of the numbers. */
        FITTED,
        /** It begins at 0, so that heights are proportional to numbers, unless all are far from 0; for percentages always. */
        FROM_ZERO,
        /** It is logarithmic; only numbers above 0 are drawn. */
        LOGARITHMIC
    }

    /** An axis that shows the range of its numbers. */
    public static Axis of(String label, String unit) {
        return new Axis(label, unit, Scale.FITTED, List.of());
    }

    /** An axis that begins at 0. */
    public static Axis fromZero(String label, String unit) {
        return new Axis(label, unit, Scale.FROM_ZERO, List.of());
    }

    /** An axis of names, in the given order; each is a number from 0 on. */
    public static Axis named(String label, List<String> names) {
        return new Axis(label, "", Scale.FITTED, names);
    }

    /** The axis of an exhibit. */
    public static Axis of(Exhibit.Axis axis) {
        return of(axis.label(), axis.unit());
    }

    /** The same axis with another scale. */
    public Axis on(Scale other) {
        return new Axis(label, unit, other, names);
    }
}
