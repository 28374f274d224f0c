package io.moduli.api.task;

/**
 * A number that says how well a network does.
 *
 * @param name lower-case words joined by hyphens
 * @param value the number
 * @param unit its unit, such as {@code cm}; empty for a plain number
 */
public record Metric(String name, double value, String unit) {

    /** A plain number. */
    public Metric(String name, double value) {
        this(name, value, "");
    }
}
