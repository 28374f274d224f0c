package io.moduli.core.config.text;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import io.moduli.core.config.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A setting from another file that replaces what the configuration says.
 *
 * @param path the keys and indices, from the top; not empty
 * @param value the value, with its origin, at which its problems are reported
 */
public record SettingOverride(List<String> path, RawValue value) {

    public SettingOverride {
        path = List.copyOf(path);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("a setting has a path");
        }
    }

    /** The path as it is typed. */
    public String key() {
        return ConfigUtil.joinPath(path);
    }

    /** All settings of an object: one for each single value and list, and for each object that has a {@code type}. */
    public static List<SettingOverride> of(RawValue.Mapping settings) {
        List<SettingOverride> overrides = new ArrayList<>();
        settings.entries().forEach((key, value) -> collect(List.of(key), value, overrides));
        return overrides;
    }

    private static void collect(List<String> path, RawValue value, List<SettingOverride> overrides) {
        boolean whole = !(value instanceof RawValue.Mapping mapping) || mapping.entries().isEmpty()
                || mapping.entries().containsKey(Tagged.KEY);
        if (whole) {
            overrides.add(new SettingOverride(path, value));
            return;
        }
        ((RawValue.Mapping) value).entries().forEach((key, inside) -> {
            List<String> below = new ArrayList<>(path);
            below.add(key);
            collect(below, inside, overrides);
        });
    }

    /**
     * Splits a path.
     *
     * @param written a path such as {@code stages.0.epochs}
     * @param key of the value that has it, for problems
     * @return the keys and indices; empty if it is not a path, which is reported as a problem
     */
    public static Optional<List<String>> path(RawValue.Scalar written, String key, Problems problems) {
        try {
            return Optional.of(ConfigUtil.splitPath(written.text()));
        } catch (ConfigException malformed) {
            problems.add(written.origin(), key, "%s is not a path of keys joined by dots".formatted(written.found()));
            return Optional.empty();
        }
    }
}
