package io.moduli.plugins.moduli.regularizer;

import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.weight.WeightRole;
import java.util.List;
import java.util.Optional;

/** The settings of a moduli regularizer with their defaults, of strength 1, of which a test changes some. */
record Settings(
        ModuliSpace space, Inhibitor inhibitor, double strength, int power, Reduction reduction,
        CoefficientSource coefficients, DistanceScale scale, Optional<Learning> learn) {

    static Settings of(ModuliSpace space, Inhibitor inhibitor) {
        return new Settings(
                space, inhibitor, 1, 1, Reduction.MEAN, CoefficientSource.GEOMETRY, DistanceScale.AS_IS,
                Optional.empty());
    }

    Settings strength(double strength) {
        return new Settings(space, inhibitor, strength, power, reduction, coefficients, scale, learn);
    }

    Settings power(int power) {
        return new Settings(space, inhibitor, strength, power, reduction, coefficients, scale, learn);
    }

    Settings sum() {
        return new Settings(space, inhibitor, strength, power, Reduction.SUM, coefficients, scale, learn);
    }

    Settings coefficients(CoefficientSource coefficients) {
        return new Settings(space, inhibitor, strength, power, reduction, coefficients, scale, learn);
    }

    Settings unitMedian() {
        return new Settings(
                space, inhibitor, strength, power, reduction, coefficients, DistanceScale.UNIT_MEDIAN, learn);
    }

    Settings learn(double rate, double decay, int epochs) {
        return new Settings(
                space, inhibitor, strength, power, reduction, coefficients, scale,
                Optional.of(new Learning(rate, decay, epochs)));
    }

    ModuliSettings build() {
        return new ModuliSettings(
                List.of(WeightRole.RECURRENT), strength, space, inhibitor, power, reduction, coefficients, scale,
                learn);
    }
}
