package io.moduli.core.experiment;

import io.moduli.core.config.binding.ConfigurationBinder;
import io.moduli.core.config.problem.Origin;
import io.moduli.core.config.problem.Problems;
import io.moduli.core.config.text.EffectiveValue;
import io.moduli.core.config.text.HoconText;
import io.moduli.core.config.text.RawValue;
import io.moduli.core.config.text.SettingOverride;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads axes that change one setting. */
final class PathAxisReader {

    /** The keys that only such an axis has. */
    static final List<String> KEYS = List.of("values", "from", "to", "step", "points", "scale");

    private static final String WHOLE = "[+-]?\\d{1,15}";

    private final ConfigurationBinder binder;
    private final Problems problems;

    PathAxisReader(ConfigurationBinder binder, Problems problems) {
        this.binder = binder;
        this.problems = problems;
    }

    Optional<Axis> read(String name, RawValue.Mapping mapping, RawValue.Scalar written, String key) {
        Optional<List<String>> path = SettingOverride.path(written, HoconText.join(key, "path"), problems);
        Optional<PathAxisSettings> settings = binder.bind(mapping, PathAxisSettings.class, key, problems);
        if (path.isEmpty() || settings.isEmpty()) {
            return Optional.empty();
        }
        return settings.get().values().isPresent()
                ? listed(name, mapping.origin(), path.get(), settings.get().values().get(),
                        HoconText.join(key, "values"))
                : ranged(name, written.origin(), path.get(), settings.get(), key);
    }

    private Optional<Axis> listed(String name, Origin origin, List<String> path, RawValue values, String key) {
        if (!(values instanceof RawValue.Sequence list)) {
            problems.add(values.origin(), key, "expected a list of values, found " + values.found());
            return Optional.empty();
        }
        if (list.elements().isEmpty()) {
            problems.add(values.origin(), key, "is empty: the axis has no values");
            return Optional.empty();
        }
        Map<String, AxisEntry> entries = new LinkedHashMap<>();
        for (RawValue value : list.elements()) {
            String label = value instanceof RawValue.Scalar scalar ? scalar.text() : EffectiveValue.onLine(value);
            OptionalDouble number = AxisReader.number(label);
            AxisEntry entry = new AxisEntry(label, number, List.of(new SettingOverride(path, value)), value.origin());
            Optional<AxisEntry> same = entries.values().stream()
                    .filter(other -> other.label().equals(label) || number.isPresent() && other.number().equals(number))
                    .findFirst();
            if (same.isPresent()) {
                problems.add(value.origin(), key, "has the value %s twice".formatted(label));
            }
            entries.putIfAbsent(label, entry);
        }
        return Optional.of(new Axis.Listed(name, origin, new ArrayList<>(entries.values())));
    }

    private Optional<Axis> ranged(
            String name, Origin origin, List<String> path, PathAxisSettings settings, String key) {
        Optional<RawValue.Scalar> from = number(settings.from().orElseThrow(), HoconText.join(key, "from"));
        Optional<RawValue.Scalar> to = number(settings.to().orElseThrow(), HoconText.join(key, "to"));
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        double low = Double.parseDouble(from.get().text());
        double high = Double.parseDouble(to.get().text());
        boolean logarithmic = settings.scale() == PathAxisSettings.Scale.LOGARITHMIC;
        boolean whole = from.get().text().matches(WHOLE) && to.get().text().matches(WHOLE);
        if (!(low <= high)) {
            problems.add(to.get().origin(), HoconText.join(key, "to"),
                    "is %s, less than from = %s".formatted(to.get().text(), from.get().text()));
            return Optional.empty();
        }
        if (logarithmic && !(low > 0)) {
            problems.add(from.get().origin(), HoconText.join(key, "from"),
                    "is %s, but a logarithmic scale has positive numbers only".formatted(from.get().text()));
            return Optional.empty();
        }
        if (settings.step().isPresent()) {
            double step = settings.step().get();
            // Slightly more, since 0.1 is not exactly a tenth.
            long steps = (long) Math.floor((high - low) / step + 1e-9);
            return Optional.of(new Axis.Ranged(
                    name, origin, path, low, low + steps * step, whole && step == Math.rint(step), false, steps + 1));
        }
        long size = settings.points().map(Integer::longValue)
                .orElse(whole && !logarithmic ? (long) (high - low) + 1 : 0);
        return Optional.of(new Axis.Ranged(name, origin, path, low, high, whole, logarithmic, size));
    }

    private Optional<RawValue.Scalar> number(RawValue raw, String key) {
        if (raw instanceof RawValue.Scalar scalar && scalar.kind() == RawValue.Kind.NUMBER
                && Double.isFinite(Double.parseDouble(scalar.text()))) {
            return Optional.of(scalar);
        }
        problems.add(raw.origin(), key, "expected a number, found " + raw.found());
        return Optional.empty();
    }
}
