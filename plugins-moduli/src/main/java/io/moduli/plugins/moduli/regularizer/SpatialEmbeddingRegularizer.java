package io.moduli.plugins.moduli.regularizer;

import io.moduli.api.geometry.GeometryUse;
import io.moduli.api.geometry.LayerGeometry;
import io.moduli.api.regularizer.BoundRegularizer;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The penalty of spatially embedded networks (Achterberg, Akarca, Strouse, Duncan, Astle: "Spatially embedded recurrent neural
 * networks reveal widespread links between structural and functional neuroscience findings", Nature Machine Intelligence 5,
 * 2023): {@code strength} times the sum, or mean, over all connections of
 *
 * <pre>{@code |w_ij| · d_ij · c_ij,   c = exp(S^-1/2 |W| S^-1/2), c_ii = 0}</pre>
 *
 * <p>with the distance d of the two units on the geometry of their layer, in its unit of length, and the weighted
 * communicability c: S is the diagonal matrix of the strengths of units, the sums of the magnitudes of their outgoing
 * weights. The gradient includes the effect of a weight on the communicability of others. Each gate is a separate
 * matrix.
 */
public final class SpatialEmbeddingRegularizer implements Regularizer {

    private final SpatialEmbeddingSettings settings;

    public SpatialEmbeddingRegularizer(SpatialEmbeddingSettings settings) {
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

    /** {@inheritDoc} The matrix must be a recurrent one, of a layer with a geometry. */
    @Override
    public BoundRegularizer bind(PlacedWeight weight, RandomGenerator random) {
        LayerGeometry geometry = ModuliRegularizer.geometryOf(weight);
        WeightedPenalty penalty = new WeightedPenalty(
                1, settings.reduction().factor(settings.strength(), weight.shape()));
        return new BoundSpatialEmbedding(settings.every(), penalty, geometry);
    }
}
