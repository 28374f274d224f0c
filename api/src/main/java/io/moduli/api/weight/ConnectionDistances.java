package io.moduli.api.weight;

import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.geometry.ModuliSpace;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The geodesic distances between what the rows and what the columns of a weight belong to: units of a layer, or features of
 * a task that lie on the same space. Row r belongs to unit {@code r % shape.units()}, whatever its gate.
 *
 * <p>The unit of length is that of the layer whose units the weight connects with features, or that it leads to from another
 * layer. Points are those at the time when this is made; it never changes.
 *
 * @see PlacedWeight#distances()
 */
public final class ConnectionDistances {

    private final ModuliSpace space;
    private final double unitLength;
    /** Those of the columns, then those of the rows unless they are the same. */
    private final double[][] points;
    private final int[] columns;
    private final int units;
    private final int firstRow;

    private ConnectionDistances(WeightShape shape, LayerGeometry rowGeometry, LayerGeometry columnGeometry) {
        this.space = columnGeometry.space();
        this.unitLength = (shape.role() == WeightRole.READ_OUT ? columnGeometry : rowGeometry).unitLength();
        this.columns = IntStream.range(0, columnGeometry.units()).toArray();
        this.units = rowGeometry.units();
        this.firstRow = rowGeometry == columnGeometry ? 0 : columns.length;
        this.points = new double[firstRow + units][];
        Arrays.setAll(points, place -> place < columns.length
                ? columnGeometry.point(place)
                : rowGeometry.point(place - columns.length));
    }

    static Optional<ConnectionDistances> of(PlacedWeight weight) {
        return weight.rowGeometry().flatMap(rows -> weight.columnGeometry()
                .filter(columns -> columns.space().equals(rows.space()))
                .map(columns -> new ConnectionDistances(weight.shape(), rows, columns)));
    }

    /**
     * The distance between what a row and what a column belongs to.
     *
     * @param row from 0 to {@code shape.rows()} - 1
     * @param column from 0 to {@code shape.columns()} - 1
     * @return 0 or more
     */
    public double between(int row, int column) {
        return space.distance(points[pointOf(row)], points[column]) / unitLength;
    }

    /**
     * The distances from what a row belongs to, to what each column does.
     *
     * @param row from 0 to {@code shape.rows()} - 1
     * @param out receives the distances, [columns]
     */
    public void ofRow(int row, double[] out) {
        from(pointOf(row), out);
    }

    /**
     * The distances from what a column belongs to, to what each column does.
     *
     * @param column from 0 to {@code shape.columns()} - 1
     * @param out receives the distances, [columns]
     */
    public void ofColumn(int column, double[] out) {
        from(column, out);
    }

    private int pointOf(int row) {
        return firstRow + row % units;
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
