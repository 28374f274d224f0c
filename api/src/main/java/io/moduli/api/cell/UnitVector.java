package io.moduli.api.cell;

/**
 * A learned number for each unit of a cell. Initial values are drawn uniformly from low to high.
 *
 * @param name lower-case words joined by underscores; the parameter is called {@code rnn.<name>_l<layer>}
 * @param low the minimum of the initial values
 * @param high their maximum; where it equals {@code low}, all units start alike
 */
public record UnitVector(String name, double low, double high) {

    public UnitVector {
        if (!(low <= high)) {
            throw new IllegalArgumentException("%s: initial values from %s to %s".formatted(name, low, high));
        }
    }
}
