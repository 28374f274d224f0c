package io.moduli.plugins.moduli.initializer;

import io.moduli.api.geometry.GeometryUse;
import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.initializer.FirstWeights;
import io.moduli.api.initializer.WeightInitializer;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.weight.WeightRole;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Near units excite each other and those farther away inhibit each other, as continuous attractor networks are built by hand
 * on any manifold (Burak and Fiete, 2009). For units i and j, and all gates alike,
 *
 * <pre>{@code k(d) = a exp(-(d / e)²) - b exp(-(d / h)²),    w_ij = gain · k(d_ij) / Σ over j of |k(d_ij)|}</pre>
 *
 * <p>where the sum is over the existing connections. With b = 0 there is only excitation, with a = 0 only inhibition.
 *
 * @param excitation a
 * @param inhibition b
 * @param excitationWidth e, in units of length
 * @param inhibitionWidth h, in units of length
 * @param gain the sum of the magnitudes in every row
 */
@Description("Recurrent weights by a kernel of the distance: local excitation, broader inhibition")
public record KernelWeights(
        @Description("Strength of the excitation; 0 for inhibition alone") @Default("3") @Range(min = 0) double excitation,
        @Description("Strength of the inhibition; 0 for excitation alone") @Default("1") @Range(min = 0) double inhibition,
        @Description("Width of the excitation, in units of length") @Default("1") @Range(min = 0, aboveMin = true) double excitationWidth,
        @Description("Width of the inhibition, in units of length") @Default("2") @Range(min = 0, aboveMin = true) double inhibitionWidth,
        @Description("The sum of the magnitudes of a unit's connections") @Default("1") @Range(min = 0) double gain)
        implements WeightInitializer {

    @Override
    public GeometryUse geometryUse() {
        return GeometryUse.REQUIRED;
    }

    @Override
    public Set<WeightRole> on() {
        return Set.of(WeightRole.RECURRENT);
    }

    @Override
    public void initialize(FirstWeights weight) {
        LayerGeometry geometry = weight.weight().geometry()
                .orElseThrow(
                        () -> new IllegalArgumentException("the units of %s have no points; give their layer a geometry"
                                .formatted(weight.weight().shape().name())));
        int[] columns = IntStream.range(0, geometry.units()).toArray();
        double[] distances = new double[columns.length];
        float[] values = new float[columns.length];
        for (int row = 0; row < weight.weight().shape().rows(); row++) {
            geometry.distances(row % geometry.units(), columns, distances);
            double sum = 0;
            for (int column : columns) {
                if (weight.mask().isEmpty() || weight.mask().get().keeps(row, column)) {
                    sum += Math.abs(kernel(distances[column]));
                }
            }
            for (int column : columns) {
                values[column] = sum == 0 ? 0 : (float) (gain * kernel(distances[column]) / sum);
            }
            weight.write(row, values);
        }
    }

    private double kernel(double distance) {
        double near = distance / excitationWidth;
        double far = distance / inhibitionWidth;
        return excitation * Math.exp(-near * near) - inhibition * Math.exp(-far * far);
    }
}
