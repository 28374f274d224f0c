package io.moduli.api.testkit;

import io.moduli.api.geometry.GeometryUse;
import io.moduli.api.initializer.WeightInitializer;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.PlacedWeight;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link WeightInitializer} promises, looked at on a small weight of every role that it is on, as a whole and under a
 * mask. The rules:
 *
 * <ul>
 *   <li>{@code on}: it is on one role or more
 *   <li>{@code rows}: it writes rows that are there, with one value for each column
 *   <li>{@code finite}: all values are finite
 *   <li>{@code pure}: the same weight, mask and random numbers give the same bytes, whatever else was asked of it in between
 *   <li>{@code arguments}: points stay where they are
 *   <li>{@code geometry}: what needs a geometry refuses a weight without one; everything else does without; and what says that
 *       it never looks gives the same bytes wherever units lie
 * </ul>
 */
public final class WeightInitializerContract {

    private final WeightInitializer initializer;
    private final WeightShape shape;
    private final long seed;
    private final Findings findings;

    private WeightInitializerContract(
            WeightInitializer initializer, WeightShape shape, long seed, Findings findings) {
        this.initializer = initializer;
        this.shape = shape;
        this.seed = seed;
        this.findings = findings;
    }

    /** Looks for violations; none means that the initializer passes. The same seed looks at the same weights. */
    public static List<Violation> check(WeightInitializer initializer, long seed) {
        Findings findings = new Findings(initializer);
        findings.require(!initializer.on().isEmpty(), "on", "is empty");
        for (WeightRole role : initializer.on()) {
            WeightInitializerContract contract = new WeightInitializerContract(
                    initializer, TrialPlaces.shape(role), seed, findings);
            findings.examine("rows", () -> contract.checkValues(Optional.empty()));
            findings.examine("rows", () -> contract.checkValues(Optional.of(contract.chequered())));
            contract.checkGeometry();
        }
        return findings.violations();
    }

    private void checkValues(Optional<Mask> mask) {
        TrialPlaces places = TrialPlaces.of(shape, seed);
        float[] values = values(places.weight(), mask, seed);
        for (int entry = 0; entry < values.length; entry++) {
            findings.require(
                    Float.isFinite(values[entry]), "finite", "the value of a %s weight in row %d and column %d is %s",
                    shape.role(), entry / shape.columns(), entry % shape.columns(), values[entry]);
        }
        findings.require(
                places.rows().version() == 0 && places.columns().version() == 0, "arguments", "it moved points");
        values(TrialPlaces.of(shape, ~seed).weight(), Optional.empty(), ~seed);
        float[] again = values(TrialPlaces.of(shape, seed).weight(), mask, seed);
        int entry = Arrays.mismatch(values, again);
        findings.require(
                entry < 0, "pure", "entry %d of the same %s weight got %s and then %s", entry, shape.role(),
                entry < 0 ? 0 : values[entry], entry < 0 ? 0 : again[entry]);
    }

    private void checkGeometry() {
        PlacedWeight nowhere = PlacedWeight.nowhere(shape);
        if (initializer.geometryUse() == GeometryUse.REQUIRED) {
            BindingRules.refusesToBeNowhere(() -> values(nowhere, Optional.empty(), seed), findings);
            return;
        }
        findings.examine("geometry", () -> {
            float[] without = values(nowhere, Optional.empty(), seed);
            float[] with = values(TrialPlaces.of(shape, seed).weight(), Optional.empty(), seed);
            findings.require(
                    initializer.geometryUse() == GeometryUse.OPTIONAL || Arrays.equals(without, with), "geometry",
                    "it says that it never looks at a geometry, but other values come out where there is one");
        });
    }

    private float[] values(PlacedWeight weight, Optional<Mask> mask, long generatorSeed) {
        TrialFirstWeights trial = new TrialFirstWeights(weight, mask, generatorSeed);
        initializer.initialize(trial);
        return trial.values();
    }

    private Mask chequered() {
        Mask.Builder kept = Mask.builder(shape.rows(), shape.columns());
        for (int entry = 0; entry < shape.entries(); entry += 2) {
            kept.keep(entry / shape.columns(), entry % shape.columns());
        }
        return kept.build();
    }
}
