package io.moduli.core.experiment;

import io.moduli.core.config.text.EffectiveConfiguration;
import io.moduli.core.config.text.RawValue;
import io.moduli.core.config.text.SettingOverride;
import io.moduli.core.loading.LoadedPipeline;
import io.moduli.core.loading.PipelineFamily;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Trials that differ in nothing but their seeds: what is known about one of them holds for all. */
final class Replicates {

    private static final String SEED = "seed";
    private static final String WHOLE = "-?\\d{1,18}";

    /** Settings that change no number of a trial, or only its rounding; and the seed, which is recorded separately. */
    private static final Set<String> WITHOUT_MEANING = Set.of(SEED, "engine", "checkpoint", "report");

    private final Map<LoadedPipeline, String> identities = new HashMap<>();
    private final boolean possible;

    Replicates(PipelineFamily family) {
        possible = !family.substitutes(SEED);
    }

    /** What is the same for a trial and for those that differ from it in nothing but the seed. */
    List<String> key(TrialDesign design) {
        return possible && seed(design).isPresent() ? others(design) : design.labels();
    }

    /** A trial's pipeline in full, derived from that of a trial that may have another seed. */
    static EffectiveConfiguration effective(TrialDesign design, LoadedPipeline alike) {
        return seed(design).map(seed -> alike.effective().with(SEED, seed.text(), seed.origin()))
                .orElse(alike.effective());
    }

    /**
     * What distinguishes a trial from all that compute something else: its pipeline, except for settings that change no
     * number.
     */
    String identity(TrialDesign design, LoadedPipeline alike) {
        long seed = seed(design).map(own -> Long.parseLong(own.text())).orElse(alike.settings().seed());
        return "seed = %d%n".formatted(seed) + identities.computeIfAbsent(
                alike, pipeline -> pipeline.effective().renderPlainWithout(WITHOUT_MEANING));
    }

    /** The seed that an axis gives a trial, if it is valid. */
    private static Optional<RawValue.Scalar> seed(TrialDesign design) {
        Optional<RawValue.Scalar> seed = Optional.empty();
        for (SettingOverride setting : design.settings()) {
            if (setting.path().equals(AxisEntry.SEED)) {
                seed = setting.value() instanceof RawValue.Scalar scalar && scalar.kind() == RawValue.Kind.NUMBER
                        && scalar.text().matches(WHOLE) ? Optional.of(scalar) : Optional.empty();
            }
        }
        return seed;
    }

    /** The labels, without those of values that set the seed and nothing else. */
    private static List<String> others(TrialDesign design) {
        List<String> others = new ArrayList<>();
        for (AxisEntry entry : design.values()) {
            others.add(entry.seed() ? "" : entry.label());
        }
        return others;
    }
}
