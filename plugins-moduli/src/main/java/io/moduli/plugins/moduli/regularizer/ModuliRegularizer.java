package io.moduli.plugins.moduli.regularizer;

import io.moduli.api.geometry.GeometryUse;
import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.settings.SettingException;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The penalty that makes a recurrent network sparse by geometry (Mackey, Schizas, Deighton, Boothe, Maroulas: "Geometric
 * sparsification in recurrent neural networks", arXiv 2406.06290). For a recurrent matrix W of [gates · n × n],
 *
 * <pre>{@code penalty = strength · mean over all gates·n·n entries of c_ij |w_ij|^p
 * c_ij = f(d(x_i, x_j)), or max(c) - c_ij where the inhibitor is inverted}</pre>
 *
 * <p>where x<sub>i</sub> is the point of unit i on the geometry of the layer, and d is in its unit of length; all gates
 * share the n × n coefficients. If self-connections are kept, c<sub>ii</sub> is 0 instead. The maximum is over all n²
 * pairs, a unit and itself included, whether their weights are stored or not.
 */
public final class ModuliRegularizer implements Regularizer {

    private final ModuliSettings settings;

    public ModuliRegularizer(ModuliSettings settings) {
        this.settings = settings;
    }

    @Override
    public Set<WeightRole> on() {
        return Set.copyOf(settings.on());
    }

    @Override
    public GeometryUse geometryUse() {
        return GeometryUse.REQUIRED;
    }

    /** {@inheritDoc} A control without geometry moves no points. */
    @Override
    public boolean movesPoints() {
        return settings.coefficients() == CoefficientSource.GEOMETRY;
    }

    /** {@inheritDoc} The matrix must be a recurrent one, of a layer with a geometry. */
    @Override
    public BoundRegularizer bind(PlacedWeight weight, RandomGenerator random) {
        LayerGeometry geometry = geometryOf(weight);
        if (settings.coefficients() == CoefficientSource.SHUFFLED
                && geometry.units() > PairCoefficients.MOST_SHUFFLED) {
            throw new SettingException("coefficients",
                    "shuffled keeps the coefficients of all pairs of units, so a layer may have at most %d units, not %d"
                            .formatted(PairCoefficients.MOST_SHUFFLED, geometry.units()));
        }
        WeightedPenalty penalty = new WeightedPenalty(
                settings.power(), settings.reduction().factor(settings.strength(), weight.shape()));
        return new BoundModuliRegularizer(settings, penalty, geometry);
    }

    /** The geometry of a recurrent weight's units; without one there is nothing to penalize by distance. */
    static LayerGeometry geometryOf(PlacedWeight weight) {
        WeightShape shape = weight.shape();
        if (shape.role() != WeightRole.RECURRENT) {
            throw new IllegalArgumentException("%s has the role %s; only recurrent weights have distances".formatted(
                    shape.name(), shape.role()));
        }
        return weight.geometry()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the units of %s have no points; give their layer a geometry".formatted(shape.name())));
    }
}
