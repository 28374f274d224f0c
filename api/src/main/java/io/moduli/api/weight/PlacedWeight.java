package io.moduli.api.weight;

import io.moduli.api.geometry.LayerGeometry;
import java.util.Optional;

/**
 * A weight matrix and the positions of the units that it connects, as passed to regularizers, pruners and initializers.
 *
 * <p>Rows are the units of the layer that the weight leads to, once for each gate: row r belongs to unit {@code r %
 * shape.units()}. Columns are the units of the layer that it comes from, if it comes from one. The features of a task lie on
 * the space of the units that they are connected with, if {@code OpenTask.places} says where and the space has a fundamental
 * domain; their unit of length is the space's own.
 *
 * @param shape name, role and extents
 * @param rowGeometry where the units of the rows lie: there for input, recurrent and initial-state weights of a layer with a
 *     geometry, and for the read-out if its outputs lie somewhere
 * @param columnGeometry where the units of the columns lie: there for recurrent weights, for input weights above a layer with
 *     a geometry, for the read-out of such a layer, and for features that lie somewhere; the same object as the rows' for
 *     recurrent weights
 */
public record PlacedWeight(
        WeightShape shape, Optional<LayerGeometry> rowGeometry, Optional<LayerGeometry> columnGeometry) {

    public PlacedWeight {
        requireUnits(shape, "rows", rowGeometry, shape.units());
        requireUnits(shape, "columns", columnGeometry, shape.columns());
    }

    private static void requireUnits(WeightShape shape, String what, Optional<LayerGeometry> geometry, int units) {
        if (geometry.isPresent() && geometry.get().units() != units) {
            throw new IllegalArgumentException("%s: a geometry of %d units for %d units along its %s"
                    .formatted(shape.name(), geometry.get().units(), units, what));
        }
    }

    /**
     * A weight between units that have no places.
     *
     * @param shape name, role and extents
     * @return the weight
     */
    public static PlacedWeight nowhere(WeightShape shape) {
        return new PlacedWeight(shape, Optional.empty(), Optional.empty());
    }

    /**
     * A recurrent weight of a layer with a geometry.
     *
     * @param shape name, role and extents
     * @param geometry of the layer
     * @return the weight
     */
    public static PlacedWeight recurrent(WeightShape shape, LayerGeometry geometry) {
        return new PlacedWeight(shape, Optional.of(geometry), Optional.of(geometry));
    }

    /**
     * The geometry between whose units the weight leads, if rows and columns are the same units.
     *
     * @return the layer's geometry for a recurrent weight; empty for all others, and where the layer has none
     */
    public Optional<LayerGeometry> geometry() {
        return rowGeometry.filter(rows -> columnGeometry.isPresent() && columnGeometry.get() == rows);
    }

    /**
     * The distances between what its rows and what its columns belong to.
     *
     * @return those between the present points; empty unless rows and columns lie on the same space
     */
    public Optional<ConnectionDistances> distances() {
        return ConnectionDistances.of(this);
    }
}
