package __package__;

import io.moduli.api.geometry.GeometryUse;
import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.weight.EntryBlock;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import java.lang.foreign.ValueLayout;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The cost of wiring: a weight costs its magnitude times the distance that it bridges, so long connections go first. It is
 * the distance term of spatially embedded networks (Achterberg et al., 2023). For N entries in all, d being the distance,
 *
 * <pre>strength / N · Σ d_ij |w_ij|,    gradient with respect to w_ij: strength / N · d_ij sign(w_ij)</pre>
 *
 * @param strength the factor of the penalty
 */
@Description("The cost of wiring: a weight costs its magnitude times the distance that it bridges")
public record __Name__Regularizer(
        @Description("The factor of the penalty in the loss") @Default("1") @Range(min = 0) double strength)
        implements Regularizer {

    @Override public GeometryUse geometryUse() { return GeometryUse.REQUIRED; }

    @Override public Set<WeightRole> on() { return Set.of(WeightRole.RECURRENT); }

    @Override public BoundRegularizer bind(PlacedWeight weight, RandomGenerator random) {
        LayerGeometry units = weight.geometry()
                .orElseThrow(() -> new IllegalArgumentException("wiring without a geometry has no length"));
        double factor = strength / weight.shape().entries();
        return block -> accumulate(block, units, factor);
    }

    /** Adds the gradient of the block's rows to what is there, and returns their share of the penalty. */
    private static double accumulate(EntryBlock block, LayerGeometry units, double factor) {
        double penalty = 0;
        for (int row = block.firstRow(); row < block.endRow(); row++) {
            int unit = row % units.units(); // each gate has a row for every unit
            for (long entry = block.begin(row); entry < block.end(row); entry++) {
                double cost = factor * units.distance(unit, block.column(entry));
                float value = block.values().getAtIndex(ValueLayout.JAVA_FLOAT, entry);
                float before = block.gradients().getAtIndex(ValueLayout.JAVA_FLOAT, entry);
                penalty += cost * Math.abs(value);
                block.gradients().setAtIndex(
                        ValueLayout.JAVA_FLOAT, entry, before + (float) (cost * Math.signum(value)));
            }
        }
        return penalty;
    }
}
