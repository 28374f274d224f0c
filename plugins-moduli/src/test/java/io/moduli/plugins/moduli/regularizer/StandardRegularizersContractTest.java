package io.moduli.plugins.moduli.regularizer;

import io.moduli.api.testkit.RegularizerContractTests;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.weight.WeightRole;
import io.moduli.plugins.moduli.inhibitor.DifferenceOfGaussians;
import io.moduli.plugins.moduli.inhibitor.Diffusion;
import io.moduli.plugins.moduli.inhibitor.Gaussian;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        regularizers.put("diffusion, inverted",
                new ModuliRegularizer(Settings.of(new Diffusion(true)).power(2).build()));
        regularizers.put("Gaussian, sum",
                new ModuliRegularizer(Settings.of(new Gaussian(100, 3, false)).sum().build()));
        return regularizers;
    }
}
