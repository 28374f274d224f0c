package io.moduli.core.report;

import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.geometry.ModuliSpace;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Points of a space in a plane: by their own coordinates where they have two; else by the space's embedding, of which only
 * the first two principal components are shown where it has more than two dimensions.
 *
 * @param xLabel what the first axis shows
 * @param yLabel what the second axis shows
 * @param x the first coordinates, one for each point
 * @param y the second coordinates
 */
record PlaneProjection(String xLabel, String yLabel, double[] x, double[] y) {

    static PlaneProjection of(LayerGeometry geometry) {
        ModuliSpace space = geometry.space();
        List<double[]> points = IntStream.range(0, geometry.units()).mapToObj(geometry::point).toList();
        if (space.coordinates() == 2) {
            return plain("coordinate", points);
        }
        List<double[]> embedded = points.stream().map(space::embed).toList();
        return embedded.getFirst().length <= 2 ? plain("embedding", embedded) : principal(embedded);
    }

    private static PlaneProjection plain(String what, List<double[]> points) {
        return new PlaneProjection(
                what + " 1",
                what + " 2",
                points.stream().mapToDouble(point -> point[0]).toArray(),
                points.stream().mapToDouble(point -> point.length > 1 ? point[1] : 0).toArray());
    }

    private static PlaneProjection principal(List<double[]> points) {
        RealMatrix table = MatrixUtils.createRealMatrix(points.toArray(double[][]::new));
        int dimensions = table.getColumnDimension();
        for (int column = 0; column < dimensions; column++) {
            double[] values = table.getColumn(column);
            double mean = IntStream.range(0, values.length).mapToDouble(k -> values[k]).sum() / values.length;
            table.setColumn(column, IntStream.range(0, values.length).mapToDouble(k -> values[k] - mean).toArray());
        }
        EigenDecomposition components = new EigenDecomposition(table.transpose().multiply(table));
        int[] bySize = IntStream.range(0, dimensions)
                .boxed()
                .sorted((a, b) -> Double.compare(components.getRealEigenvalue(b), components.getRealEigenvalue(a)))
                .mapToInt(Integer::intValue)
                .toArray();
        double all = components.getD().getTrace();
        return new PlaneProjection(
                label(1, components.getRealEigenvalue(bySize[0]), all),
                label(2, components.getRealEigenvalue(bySize[1]), all),
                table.operate(oriented(components.getEigenvector(bySize[0]).toArray())),
                table.operate(oriented(components.getEigenvector(bySize[1]).toArray())));
    }

    private static String label(int number, double variance, double all) {
        return String.format(
                Locale.ROOT, "principal component %d (%.0f %%)", number, all > 0 ? 100 * variance / all : 0);
    }

    /** Of the two directions of a component, the one whose largest number is positive: the same picture every time. */
    private static double[] oriented(double[] component) {
        double largest = 0;
        for (double number : component) {
            largest = Math.abs(number) > Math.abs(largest) ? number : largest;
        }
        double sign = largest < 0 ? -1 : 1;
        return IntStream.range(0, component.length).mapToDouble(k -> sign * component[k]).toArray();
    }
}
