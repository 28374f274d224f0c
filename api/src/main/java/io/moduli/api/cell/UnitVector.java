package io.moduli.api.cell;

/**
 * A learned number for each unit of a cell, drawn uniformly at first.
 *
 * @param name lower-case words joined by underscores; the parameter is called {@code rnn.<name>_l<layer>}
 * @param low the least first value
 * @param high the greatest first value
 */
public record UnitVector(String name, double low, double high) {

    public UnitVector {
        if (!(low <= high)) {
            throw new IllegalArgumentException("%s: first values from %s to %s".formatted(name, low, high));
        }
    }
}
