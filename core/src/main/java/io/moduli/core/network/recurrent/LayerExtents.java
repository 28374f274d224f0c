package io.moduli.core.network.recurrent;

/**
 * The sizes of a layer.
 *
 * @param hidden units
 * @param time time steps
 * @param batch sequences side by side
 */
public record LayerExtents(int hidden, int time, int batch) {

    /** Columns of all time steps. */
    public int columns() {
        return time * batch;
    }
}
