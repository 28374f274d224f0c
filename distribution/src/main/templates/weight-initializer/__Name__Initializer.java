package __package__;

import io.moduli.api.geometry.GeometryUse;
import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.initializer.FirstWeights;
import io.moduli.api.initializer.WeightInitializer;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.weight.WeightRole;
import java.util.Set;

/**
 * Near units excite each other, those around them inhibit each other, as continuous attractor networks are wired by hand:
 * the kernel is equation 3 of Burak and Fiete (2009), widths being written for its γ and β. For units r and j,
 *
 * <pre>k(d) = a exp(−(d / e)²) − exp(−(d / i)²),    w_rj = gain · k(d_rj) / Σ over units l of |k(d_rl)|</pre>
 *
 * so that recurrence alone makes no state larger than the gain times the largest one before.
 *
 * @param peak a, above 1, so that a unit excites itself
 * @param excitation e, in units of length
 * @param inhibition i, in units of length, broader than e
 * @param gain the sum of the magnitudes in every row
 */
@Description("A kernel of the distance: local excitation and broader inhibition")
public record __Name__Initializer(
        @Description("The strength of the excitation, that of the inhibition being 1") @Default("3") @Range(min = 1, aboveMin = true) double peak,
        @Description("The width of the excitation, in units of length") @Default("1") @Range(min = 0, aboveMin = true) double excitation,
        @Description("The width of the inhibition, in units of length") @Default("2") @Range(min = 0, aboveMin = true) double inhibition,
        @Description("The sum of the magnitudes in a row") @Default("1") @Range(min = 0) double gain)
        implements WeightInitializer {

    @Override public GeometryUse geometryUse() { return GeometryUse.REQUIRED; }

    @Override public Set<WeightRole> on() { return Set.of(WeightRole.RECURRENT); }

    @Override public void initialize(FirstWeights weight) {
        LayerGeometry units = weight.weight().geometry()
                .orElseThrow(() -> new IllegalArgumentException("a kernel of the distance needs a geometry"));
        float[] row = new float[units.units()];
        for (int number = 0; number < weight.weight().shape().rows(); number++) {
            int unit = number % units.units(); // each gate has a row for every unit
            double sum = 0;
            for (int other = 0; other < row.length; other++) {
                sum += Math.abs(kernel(units.distance(unit, other)));
            }
            for (int other = 0; other < row.length; other++) {
                row[other] = (float) (gain * kernel(units.distance(unit, other)) / sum);
            }
            weight.write(number, row);
        }
    }

    private double kernel(double distance) {
        return peak * Math.exp(-Math.pow(distance / excitation, 2)) - Math.exp(-Math.pow(distance / inhibition, 2));
    }
}
