package io.moduli.core.experiment.result;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What was varied.
 *
 * @param name not blank
 * @param values at least one, in the order in which tables and pictures show them, with distinct labels
 * @param logarithmic whether pictures show equal ratios of its numbers as equal distances; then all of them are
 *     positive
 * @param seed whether it is the seed, over which the trials of one condition are replicated; an axis of any name is, if
 *     its path is {@code seed}. All other axes distinguish conditions.
 */
public record ResultAxis(String name, List<AxisValue> values, boolean logarithmic, boolean seed) {

    public ResultAxis {
        values = List.copyOf(values);
        if (name.isBlank()) {
            throw new IllegalArgumentException("an axis has no name");
        }
        if (values.isEmpty()) {
            throw new IllegalArgumentException("axis \"%s\" has no values".formatted(name));
        }
        Set<String> labels = new HashSet<>();
        for (AxisValue value : values) {
            if (!labels.add(value.label())) {
                throw new IllegalArgumentException(
                        "axis \"%s\" has the label \"%s\" twice".formatted(name, value.label()));
            }
            Double number = value.number();
            if (logarithmic && (number == null || number <= 0)) {
                throw new IllegalArgumentException(
                        "axis \"%s\" is logarithmic, but its value \"%s\" is not a positive number".formatted(
                                name, value.label()));
            }
        }
    }

    /** Whether all of its values are numbers, so that distances between them mean something. */
    public boolean numeric() {
        return values.stream().allMatch(value -> value.number() != null);
    }
}
