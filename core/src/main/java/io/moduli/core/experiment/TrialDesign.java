package io.moduli.core.experiment;

import io.moduli.core.config.text.SettingOverride;
import java.util.List;

/**
 * One combination of values.
 *
 * @param values one of each axis, in their order
 */
public record TrialDesign(List<AxisEntry> values) {

    public TrialDesign {
        values = List.copyOf(values);
    }

    /** The labels of the values. */
    public List<String> labels() {
        return values.stream().map(AxisEntry::label).toList();
    }

    /** The changes of the values to the pipeline; later ones win over earlier ones. */
    public List<SettingOverride> settings() {
        return values.stream().flatMap(value -> value.settings().stream()).toList();
    }
}
