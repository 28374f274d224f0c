package io.moduli.core.experiment;

import io.moduli.core.config.binding.ConfigurationBinder;
import io.moduli.core.config.problem.Problems;
import io.moduli.core.config.text.HoconText;
import io.moduli.core.config.text.LoadedConfiguration;
import io.moduli.core.config.text.RawValue;
import io.moduli.core.config.text.SettingOverride;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Reads the axes of an experiment. */
final class AxisReader {

    private static final String AXES = "axes";
    private static final String PATH = "path";
    private static final String WORD = "[\\p{L}\\p{N}][^\\p{Cntrl}]*";

    private final LoadedConfiguration configuration;
    private final ConfigurationBinder binder;
    private final Problems problems;

    AxisReader(LoadedConfiguration configuration, ConfigurationBinder binder, Problems problems) {
        this.configuration = configuration;
        this.binder = binder;
        this.problems = problems;
    }

    /**
     * All axes, in the order in which they were written.
     *
     * @param raw the value of {@code axes}
     * @param key its key
     */
    List<Axis> read(RawValue raw, String key) {
        if (!(raw instanceof RawValue.Mapping mapping) || mapping.entries().isEmpty()) {
            problems.add(raw.origin(), key,
                    "expected an object with an axis or more, such as { seed = { path = seed, from = 1, to = 5 } }, found "
                            + (raw instanceof RawValue.Mapping ? "an empty one" : raw.found()));
            return List.of();
        }
        List<Axis> axes = new ArrayList<>();
        configuration.inOrder(mapping).entries()
                .forEach((name, value) -> axis(name, value, HoconText.join(key, name)).ifPresent(axes::add));
        return axes;
    }

    private Optional<Axis> axis(String name, RawValue raw, String key) {
        if (!(raw instanceof RawValue.Mapping mapping)) {
            problems.add(raw.origin(), key,
                    "expected { path = …, values = […] }, { path = …, from = …, to = … } or labels with their settings, found "
                            + raw.found());
            return Optional.empty();
        }
        if (mapping.entries().get(PATH) instanceof RawValue.Scalar path && !path.isNothing()) {
            return new PathAxisReader(binder, problems).read(name, mapping, path, key);
        }
        return labelled(name, mapping, key);
    }

    private Optional<Axis> labelled(String name, RawValue.Mapping mapping, String key) {
        if (mapping.entries().isEmpty()) {
            problems.add(mapping.origin(), key, "has no values");
            return Optional.empty();
        }
        List<AxisEntry> entries = new ArrayList<>();
        for (Map.Entry<String, RawValue> label : configuration.inOrder(mapping).entries().entrySet()) {
            String at = HoconText.join(key, label.getKey());
            List<Integer> twice = configuration.writtenTwice(List.of(AXES, name, label.getKey()));
            if (!twice.isEmpty()) {
                problems.add(label.getValue().origin(), at,
                        "is written more than once, in lines %s; HOCON would merge them"
                                .formatted(twice.stream().map(String::valueOf).collect(Collectors.joining(", "))));
            } else if (!label.getKey().matches(WORD)) {
                problems.add(label.getValue().origin(), at, "is not a label: begin with a letter or a digit");
            } else if (label.getValue() instanceof RawValue.Mapping settings) {
                entries.add(new AxisEntry(
                        label.getKey(), number(label.getKey()), SettingOverride.of(settings), settings.origin()));
            } else {
                problems.add(label.getValue().origin(), at,
                        "expected the settings of the label, such as { network.hidden = 64 }, found %s%s".formatted(
                                label.getValue().found(),
                                PathAxisReader.KEYS.contains(label.getKey())
                                        ? "; an axis with %s needs a path, too".formatted(label.getKey())
                                        : ""));
            }
        }
        return Optional.of(new Axis.Listed(name, mapping.origin(), entries));
    }

    /** The label as a number, if it is one. */
    static OptionalDouble number(String label) {
        try {
            double value = Double.parseDouble(label);
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException word) {
            return OptionalDouble.empty();
        }
    }
}
