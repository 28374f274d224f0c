package io.moduli.plugins.moduli.initializer;

import io.moduli.api.initializer.FirstWeights;
import io.moduli.api.initializer.WeightInitializer;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.weight.WeightRole;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Each gate of a recurrent weight is a random orthogonal matrix, uniform by Haar's measure, times the gain: recurrence
 * alone keeps lengths. Saxe, McClelland and Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep
 * linear neural networks" (2014). Rows of normal draws are made orthonormal one after the other (Gram and Schmidt,
 * twice, since once leaves rounding errors); this takes time proportional to the cube of the number of units. A matrix
 * from which a mask has removed entries is no longer orthogonal.
 *
 * @param gain the length of each row
 * @param fanIn which connections a row is scaled to
 */
@Description("Recurrent weights that are orthogonal matrices, gate by gate (Saxe et al., 2014)")
public record OrthogonalWeights(
        @Description("The factor of the orthogonal matrix") @Default("1") @Range(min = 0) double gain,
        @Description("Whether a row is scaled to all of its connections or to those that are kept when training begins sparse: all, kept") @Default("kept") FanIn fanIn)
        implements WeightInitializer {

    @Override
    public Set<WeightRole> on() {
        return Set.of(WeightRole.RECURRENT);
    }

    @Override
    public void initialize(FirstWeights weight) {
        int units = weight.weight().shape().units();
        for (int gate = 0; gate < weight.weight().shape().gates(); gate++) {
            double[][] rows = orthonormal(units, weight.weight().shape().columns(), weight.random());
            for (int unit = 0; unit < units; unit++) {
                int row = gate * units + unit;
                float[] values = new float[rows[unit].length];
                double scale = gain * fanIn.scale(weight, row);
                for (int column = 0; column < values.length; column++) {
                    values[column] = (float) (scale * rows[unit][column]);
                }
                weight.write(row, values);
            }
        }
    }

    private static double[][] orthonormal(int count, int length, RandomGenerator random) {
        double[][] rows = new double[count][length];
        for (int number = 0; number < count; number++) {
            double[] row = rows[number];
            for (int column = 0; column < length; column++) {
                row[column] = random.nextGaussian();
            }
            for (int pass = 0; pass < 2; pass++) {
                for (int before = 0; before < number; before++) {
                    subtract(rows[before], row);
                }
            }
            double norm = Math.sqrt(dot(row, row));
            for (int column = 0; column < length; column++) {
                row[column] /= norm;
            }
        }
        return rows;
    }

    /** Subtracts the component along a unit vector. */
    private static void subtract(double[] direction, double[] row) {
        double along = dot(direction, row);
        for (int column = 0; column < row.length; column++) {
            row[column] -= along * direction[column];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int column = 0; column < a.length; column++) {
            sum += a[column] * b[column];
        }
        return sum;
    }
}
