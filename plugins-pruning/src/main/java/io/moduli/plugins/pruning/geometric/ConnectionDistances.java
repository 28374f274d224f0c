package io.moduli.plugins.pruning.geometric;

import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.settings.SettingException;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.plugins.pruning.setting.Consistency;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The geodesic distances between what the rows and what the columns of a weight belong to: units of a layer, or features of a
 * task that lie on the same space. The unit of length is that of the layer, of the upper one between two layers. Points are
 * those at the time when this is made.
 */
final class ConnectionDistances {

    private final ModuliSpace space;
    private final double unitLength;
    /** Those of the columns, then those of the rows unless they are the same. */
    private final double[][] points;
    private final int[] columns;
    private final int units;
    private final int firstRow;

    /** @param weight one that {@link #require} has let pass */
    ConnectionDistances(PlacedWeight weight) {
        LayerGeometry rowGeometry = weight.rowGeometry().orElseThrow();
        LayerGeometry columnGeometry = weight.columnGeometry().orElseThrow();
        boolean same = weight.geometry().isPresent();
        this.space = columnGeometry.space();
        this.unitLength = (weight.shape().role() == WeightRole.READ_OUT ? columnGeometry : rowGeometry).unitLength();
        this.columns = IntStream.range(0, columnGeometry.units()).toArray();
        this.units = rowGeometry.units();
        this.firstRow = same ? 0 : columns.length;
        this.points = new double[firstRow + units][];
        Arrays.setAll(points, place -> place < columns.length
                ? columnGeometry.point(place)
                : rowGeometry.point(place - columns.length));
    }

    /**
     * Requires that both sides of a weight lie on one space.
     *
     * @throws IllegalArgumentException if the units have no points
     * @throws SettingException if features have none, or there is no distance to them; the message says why
     */
    static void require(PlacedWeight weight) {
        WeightShape shape = weight.shape();
        boolean leadsToFeatures = shape.role() == WeightRole.READ_OUT;
        Optional<LayerGeometry> units = leadsToFeatures ? weight.columnGeometry() : weight.rowGeometry();
        Optional<LayerGeometry> others = leadsToFeatures ? weight.rowGeometry() : weight.columnGeometry();
        if (units.isEmpty()) {
            throw shape.role() == WeightRole.INITIAL_STATE
                    ? unfit(shape, "the units that %s leads to have no points in common, as those of several layers",
                            shape.name())
                    : new IllegalArgumentException(
                            "the units of %s have no points; give their layer a geometry".formatted(shape.name()));
        }
        ModuliSpace space = units.get().space();
        if (others.isEmpty()) {
            throw space.fundamentalDomain().isPresent()
                    ? unfit(shape, "the task does not say where the features of %s lie", shape.name())
                    : unfit(shape,
                            "the features of %s cannot be placed on %s, which has no fundamental domain: choose a surface that has one, such as a torus of dimension 2",
                            shape.name(), space);
        }
        if (!others.get().space().equals(space)) {
            throw unfit(shape, "%s connects units on two spaces, %s and %s, between which there are no distances",
                    shape.name(), others.get().space(), space);
        }
    }

    private static SettingException unfit(WeightShape shape, String message, Object... parts) {
        return new SettingException("by-distance", message.formatted(parts) + "; or leave "
                + Consistency.written(shape.role()) + " out of by-distance");
    }

    /**
     * The distances from the unit or feature of a row to those of all columns.
     *
     * @param out receives one for each column
     */
    void ofRow(int row, double[] out) {
        from(firstRow + row % units, out);
    }

    /**
     * The distances from the unit or feature of a column to those of all columns.
     *
     * @param out receives one for each column
     */
    void ofColumn(int column, double[] out) {
        from(column, out);
    }

    private void from(int point, double[] out) {
        space.distances(points, point, columns, out);
        if (unitLength != 1) {
            for (int column = 0; column < out.length; column++) {
                out[column] /= unitLength;
            }
        }
    }
}
