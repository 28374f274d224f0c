package io.moduli.plugins.moduli.regularizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.testkit.RegularizerContract;
import io.moduli.api.testkit.RegularizerContractTests;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.weight.WeightRole;
import io.moduli.plugins.moduli.inhibitor.DifferenceOfGaussians;
import io.moduli.plugins.moduli.inhibitor.Diffusion;
import io.moduli.plugins.moduli.inhibitor.Gaussian;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardRegularizersContractTest extends RegularizerContractTests {

    @Override
    protected Map<String, Regularizer> regularizers() {
        MagnitudeSettings everywhere = new MagnitudeSettings(List.of(WeightRole.values()), 0.3, Reduction.SUM);
        Settings hill = Settings.of(new DifferenceOfGaussians(100, 5, 0.25, true));
        Map<String, Regularizer> regularizers = new LinkedHashMap<>();
        regularizers.put("l1", MagnitudeRegularizer.l1(everywhere));
        regularizers.put("l2", MagnitudeRegularizer.l2(everywhere));
        regularizers.put("difference of Gaussians", new ModuliRegularizer(hill.build()));
        regularizers.put("difference of Gaussians, squared", new ModuliRegularizer(hill.power(2).build()));
        regularizers.put("mean", new ModuliRegularizer(hill.coefficients(CoefficientSource.MEAN).build()));
        regularizers.put("shuffled", new ModuliRegularizer(hill.coefficients(CoefficientSource.SHUFFLED).build()));
        regularizers.put("shuffled, self kept",
                new ModuliRegularizer(hill.coefficients(CoefficientSource.SHUFFLED).withoutSelf().build()));
        regularizers.put("difference of Gaussians, self kept", new ModuliRegularizer(hill.withoutSelf().build()));
        regularizers.put("diffusion, inverted",
                new ModuliRegularizer(Settings.of(new Diffusion(true)).power(2).build()));
        regularizers.put("Gaussian, sum",
                new ModuliRegularizer(Settings.of(new Gaussian(100, 3, false)).sum().build()));
        regularizers.put("spatial embedding",
                new SpatialEmbeddingRegularizer(
                        new SpatialEmbeddingSettings(List.of(WeightRole.RECURRENT), 0.3, Reduction.SUM, 1)));
        regularizers.put("spatial embedding, every second step",
                new SpatialEmbeddingRegularizer(
                        new SpatialEmbeddingSettings(List.of(WeightRole.RECURRENT), 0.3, Reduction.MEAN, 2)));
        return regularizers;
    }

    /** Of some draws of points, units are so near to half way around the torus that a short move takes them past it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void wherePointsLieIsNoMatter(long seed) {
        ModuliRegularizer pulling = new ModuliRegularizer(
                Settings.of(new DifferenceOfGaussians(100, 5, 0.25, true)).strength(1).build());

        assertThat(RegularizerContract.check(pulling, seed)).isEmpty();
    }
}
