package io.moduli.core.report;

import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * The directions in which points of many dimensions vary most.
 *
 * @param mean the points' mean, [dimensions]
 * @param directions unit vectors, [components][dimensions], in the order of decreasing variance
 * @param share the share of the variance that they explain together, from 0 to 1
 */
record PrincipalComponents(double[] mean, double[][] directions, double share) {

    /**
     * The first components of some points.
     *
     * @param points one or more, of {@code count} dimensions at least
     */
    static PrincipalComponents of(List<double[]> points, int count) {
        RealMatrix table = MatrixUtils.createRealMatrix(points.toArray(double[][]::new));
        int dimensions = table.getColumnDimension();
        double[] mean = new double[dimensions];
        for (int column = 0; column < dimensions; column++) {
            RealVector values = table.getColumnVector(column);
            mean[column] = DoubleStream.of(values.toArray()).sum() / values.getDimension();
            table.setColumnVector(column, values.mapSubtract(mean[column]));
        }
        EigenDecomposition components = new EigenDecomposition(table.transpose().multiply(table));
        int[] largest = IntStream.range(0, dimensions).boxed()
                .sorted(Comparator.comparingDouble(components::getRealEigenvalue).reversed())
                .limit(count).mapToInt(Integer::intValue).toArray();
        double all = components.getD().getTrace();
        double shown = IntStream.of(largest).mapToDouble(components::getRealEigenvalue).sum();
        return new PrincipalComponents(
                mean,
                IntStream.of(largest).mapToObj(index -> oriented(components.getEigenvector(index).toArray()))
                        .toArray(double[][]::new),
                all > 0 ? shown / all : 1);
    }

    /** The coordinates of a point along the directions, [components]. */
    double[] project(double[] point) {
        double[] projected = new double[directions.length];
        for (int component = 0; component < projected.length; component++) {
            for (int dimension = 0; dimension < point.length; dimension++) {
                projected[component] += directions[component][dimension] * (point[dimension] - mean[dimension]);
            }
        }
        return projected;
    }

    /** Chooses the sign of a component so that its largest number is positive, which gives the same picture every time. */
    private static double[] oriented(double[] component) {
        double largest = 0;
        for (double number : component) {
            largest = Math.abs(number) > Math.abs(largest) ? number : largest;
        }
        double sign = largest < 0 ? -1 : 1;
        return IntStream.range(0, component.length).mapToDouble(k -> sign * component[k]).toArray();
    }
}
