package io.moduli.plugins.moduli.regularizer;

import io.moduli.api.testkit.RegularizerContractTests;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.api.weight.WeightRole;
import io.moduli.plugins.moduli.inhibitor.DifferenceOfGaussians;
import io.moduli.plugins.moduli.inhibitor.Diffusion;
import io.moduli.plugins.moduli.inhibitor.Gaussian;
import io.moduli.plugins.moduli.space.KleinBottleSpace;
import io.moduli.plugins.moduli.space.SphereSpace;
import io.moduli.plugins.moduli.space.TorusSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class StandardRegularizersContractTest extends RegularizerContractTests {

    @Override
    protected Map<String, Regularizer> regularizers() {
        MagnitudeSettings everywhere = new MagnitudeSettings(List.of(WeightRole.values()), 0.3, Reduction.SUM);
        Settings torus = Settings.of(new TorusSpace(2, 10), new DifferenceOfGaussians(100, 5, 0.25, true));
        Settings sphere = Settings.of(new SphereSpace(2, 5), new Diffusion(true));
        Settings klein = Settings.of(new KleinBottleSpace(10), new Gaussian(100, 3, false)).sum();
        Map<String, Regularizer> regularizers = new LinkedHashMap<>();
        regularizers.put("l1", MagnitudeRegularizer.l1(everywhere));
        regularizers.put("l2", MagnitudeRegularizer.l2(everywhere));
        regularizers.put("torus", new ModuliRegularizer(torus.build()));
        regularizers.put("torus, squared", new ModuliRegularizer(torus.power(2).build()));
        regularizers.put("torus, unit median", new ModuliRegularizer(torus.unitMedian().build()));
        regularizers.put("torus, mean", new ModuliRegularizer(torus.coefficients(CoefficientSource.MEAN).build()));
        regularizers.put("torus, shuffled",
                new ModuliRegularizer(torus.coefficients(CoefficientSource.SHUFFLED).build()));
        regularizers.put("torus, learned", new ModuliRegularizer(torus.learn(3, 0.9, 5).build()));
        regularizers.put("sphere, learned", new ModuliRegularizer(sphere.power(2).learn(1, 0.9, 5).build()));
        regularizers.put(
                "sphere, unit median, learned", new ModuliRegularizer(sphere.unitMedian().learn(1, 0.9, 5).build()));
        regularizers.put("klein bottle, learned", new ModuliRegularizer(klein.learn(1e-3, 0.9, 5).build()));
        return regularizers;
    }
}
