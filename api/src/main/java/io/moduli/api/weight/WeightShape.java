package io.moduli.api.weight;

/**
 * The shape of a weight matrix of [gates · units × columns]: the rows of gate g are {@code g * units} to {@code (g + 1) *
 * units - 1}.
 *
 * @param name the parameter's name in PyTorch's manner, such as {@code rnn.weight_hh_l0}
 * @param role what the matrix does
 * @param layer the layer that it belongs to, from 0; 0 for those that belong to none
 * @param gates how many blocks of rows it has, one for each gate of the cell; 1 for all that feed no cell
 * @param units the rows of a block
 * @param columns the columns
 */
public record WeightShape(String name, WeightRole role, int layer, int gates, int units, int columns) {

    public WeightShape {
        if (layer < 0 || gates < 1 || units < 1 || columns < 1) {
            throw new IllegalArgumentException(
                    "%s: layer %d, gates %d, units %d, columns %d: all but the layer must be 1 or more"
                            .formatted(name, layer, gates, units, columns));
        }
    }

    /** All the rows: gates · units. */
    public int rows() {
        return gates * units;
    }

    /** All the entries, stored or not: rows · columns. */
    public long entries() {
        return (long) rows() * columns;
    }
}
