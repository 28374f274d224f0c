package io.moduli.core.experiment.result;

import org.jspecify.annotations.Nullable;

/**
 * One value of an axis.
 *
 * @param label what tables call it, not blank
 * @param number its numerical value, finite; null if it is not a number, for example a component
 */
public record AxisValue(String label, @Nullable Double number) {

    public AxisValue {
        if (label.isBlank()) {
            throw new IllegalArgumentException("a value of an axis has no label");
        }
        if (number != null && !Double.isFinite(number)) {
            throw new IllegalArgumentException("value \"%s\" of an axis is not finite: %s".formatted(label, number));
        }
    }
}
