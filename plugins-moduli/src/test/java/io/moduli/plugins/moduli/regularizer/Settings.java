package io.moduli.plugins.moduli.regularizer;

import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.weight.WeightRole;
import java.util.List;

/** The settings of a moduli regularizer with their defaults, of strength 1, of which a test changes some. */
record Settings(Inhibitor inhibitor, double strength, int power, Reduction reduction, CoefficientSource coefficients,
        SelfConnections self) {

    static Settings of(Inhibitor inhibitor) {
        return new Settings(inhibitor, 1, 1, Reduction.MEAN, CoefficientSource.GEOMETRY,
                SelfConnections.BY_COST);
    }

    Settings strength(double strength) {
        return new Settings(inhibitor, strength, power, reduction, coefficients, self);
    }

    Settings power(int power) {
        return new Settings(inhibitor, strength, power, reduction, coefficients, self);
    }

    Settings sum() {
        return new Settings(inhibitor, strength, power, Reduction.SUM, coefficients, self);
    }

    Settings coefficients(CoefficientSource coefficients) {
        return new Settings(inhibitor, strength, power, reduction, coefficients, self);
    }

    Settings withoutSelf() {
        return new Settings(inhibitor, strength, power, reduction, coefficients, SelfConnections.KEEP);
    }

    ModuliSettings build() {
        return new ModuliSettings(
                List.of(WeightRole.RECURRENT), strength, inhibitor, power, reduction, coefficients, self);
    }
}
