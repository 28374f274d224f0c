package io.moduli.core.experiment;

import io.moduli.core.config.problem.Origin;
import io.moduli.core.config.text.SettingOverride;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One of the values of an axis.
 *
 * @param label its name in tables
 * @param number the value, if it is a number
 * @param settings what it changes in the pipeline; nothing for the pipeline as it is
 * @param origin where it was written
 */
public record AxisEntry(String label, OptionalDouble number, List<SettingOverride> settings, Origin origin) {

    static final List<String> SEED = List.of("seed");

    public AxisEntry {
        settings = List.copyOf(settings);
    }

    /** Whether it changes nothing but the seed. */
    boolean seed() {
        return settings.size() == 1 && settings.getFirst().path().equals(SEED);
    }
}
