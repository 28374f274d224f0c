package io.moduli.core.config.text;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.moduli.core.config.problem.Origin;
import io.moduli.core.config.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All changes to a configuration by the command line or an experiment.
 *
 * <p>Objects are merged, with one exception: settings of one type mean nothing to another type, or worse, something
 * else. So if overrides name a {@code type} that differs from the configuration's, nothing of the configuration's
 * object is kept, and the remaining settings have the new type's defaults. The overrides themselves are always merged,
 * whatever type they name.
 *
 * @param all in the order in which they were given
 */
record Overrides(List<PathOverride> all) {

    private static final ConfigResolveOptions AS_FAR_AS_POSSIBLE = ConfigResolveOptions.defaults()
            .setAllowUnresolved(true);

    /**
     * Reads overrides as they are typed; malformed ones become problems. Settings that were written elsewhere come
     * first.
     */
    static Overrides parse(
            List<SettingOverride> settings, List<String> texts, SourceFiles files, Problems problems) {
        List<PathOverride> wellFormed = new ArrayList<>();
        for (SettingOverride setting : settings) {
            files.know(setting.value().origin());
            wellFormed.add(PathOverride.of(setting));
        }
        for (String text : texts) {
            try {
                wellFormed.add(PathOverride.parse(text, files.commandLine()));
            } catch (HoconText.Malformed e) {
                problems.add(files.commandLine(), "", String.valueOf(e.getMessage()));
            }
        }
        return new Overrides(List.copyOf(wellFormed));
    }

    /** The configuration with those overrides applied that do not reach into lists; substitutions stay unresolved. */
    Config above(Config config, SourceFiles files, Problems problems) {
        Config own = ConfigFactory.empty();
        for (PathOverride override : all) {
            if (override.appends() && !override.reachesIntoLists() && !mayAppend(override, own.withFallback(config))) {
                problems.add(files.commandLine(), override.key(), PathOverride.NO_LIST);
            } else if (!override.reachesIntoLists()) {
                own = override.above(own);
            }
        }
        Config kept = config;
        for (Config layer : between(own, config)) {
            kept = layer.withFallback(kept);
        }
        return own.withFallback(kept);
    }

    /** The library would report it too, but neither clearly nor with its position. */
    private static boolean mayAppend(PathOverride override, Config config) {
        try {
            Config resolved = config.resolve(AS_FAR_AS_POSSIBLE);
            return !resolved.hasPath(override.key())
                    || Indexed.elements(resolved.getValue(override.key())).isPresent();
        } catch (ConfigException unresolvable) {
            return true;
        }
    }

    /**
     * An object between the overrides and the configuration that hides the configuration's if they name a different
     * type.
     */
    private static List<Config> between(Config own, Config config) {
        List<Config> layers = new ArrayList<>();
        try {
            Config before = config.resolve(AS_FAR_AS_POSSIBLE);
            Config after = own.withFallback(config).resolve(AS_FAR_AS_POSSIBLE);
            collect(own.resolveWith(after, AS_FAR_AS_POSSIBLE).root(), before.root(), List.of(), layers);
        } catch (ConfigException unresolvable) {
            // A cycle is reported when everything is resolved; no type is known here.
            return List.of();
        }
        return layers;
    }

    private static void collect(ConfigObject above, ConfigObject below, List<String> path, List<Config> layers) {
        Optional<String> type = type(above);
        if (type.isPresent() && type(below).filter(former -> !former.equals(type.get())).isPresent()) {
            // A value that is not an object hides everything beneath it.
            layers.add(ConfigValueFactory.fromAnyRef(null, Origin.COMMAND_LINE).atPath(ConfigUtil.joinPath(path)));
            return;
        }
        above.forEach((key, value) -> {
            ConfigValue former = below.get(key);
            if (value instanceof ConfigObject inside && former instanceof ConfigObject object) {
                collect(inside, object, joined(path, key), layers);
            } else if (value instanceof ConfigObject && former != null) {
                Tagged.inFull(former).ifPresent(
                        object -> layers.add(object.atPath(ConfigUtil.joinPath(joined(path, key)))));
            }
        });
    }

    /** A resolved configuration with the overrides applied that reach into lists. */
    Config into(Config config, SourceFiles files, Problems problems) {
        List<PathOverride> listed = all.stream().filter(PathOverride::reachesIntoLists).toList();
        Config result = config;
        for (Map.Entry<List<String>, String> named : types(listed, config).entrySet()) {
            result = ((ConfigObject) withoutOther(result.root(), named.getKey(), named.getValue(), files)).toConfig();
        }
        for (PathOverride override : listed) {
            try {
                result = override.into(result);
            } catch (ConfigException e) {
                problems.add(override.origin(), override.key(), Substitutions.message(e));
            } catch (HoconText.Malformed e) {
                problems.add(override.origin(), override.key(), String.valueOf(e.getMessage()));
            }
        }
        return result;
    }

    /** The types that overrides name, by the paths of their objects. */
    private static Map<List<String>, String> types(List<PathOverride> overrides, Config config) {
        Map<List<String>, String> types = new LinkedHashMap<>();
        for (PathOverride override : overrides) {
            try {
                if (!override.appends()) {
                    collect(override.resolved(config), override.path(), types);
                }
            } catch (ConfigException unresolved) {
                // Reported when the value is applied.
                continue;
            }
        }
        return types;
    }

    private static void collect(ConfigValue value, List<String> path, Map<List<String>, String> types) {
        if (value instanceof ConfigObject object) {
            object.forEach((key, inside) -> collect(inside, joined(path, key), types));
        } else if (path.getLast().equals(Tagged.KEY) && value.unwrapped() instanceof String name) {
            types.put(path.subList(0, path.size() - 1), name);
        }
    }

    /** The same with an empty object at the path, if that has a different type which is not from an override. */
    private ConfigValue withoutOther(ConfigValue value, List<String> path, String type, SourceFiles files) {
        if (path.isEmpty()) {
            return value instanceof ConfigObject object && isOther(object, type, files)
                    ? ConfigValueFactory.fromMap(Map.of(), Origin.COMMAND_LINE)
                    : value;
        }
        String key = path.getFirst();
        List<String> rest = path.subList(1, path.size());
        if (value instanceof ConfigObject object && object.containsKey(key)) {
            return object.withValue(key, withoutOther(object.get(key), rest, type, files));
        }
        if (value instanceof ConfigList list && Indexed.isIndex(key) && Integer.parseInt(key) < list.size()) {
            List<ConfigValue> elements = new ArrayList<>(list);
            int index = Integer.parseInt(key);
            elements.set(index, withoutOther(list.get(index), rest, type, files));
            return ConfigValueFactory.fromIterable(elements).withOrigin(list.origin());
        }
        return value;
    }

    private boolean isOther(ConfigObject object, String type, SourceFiles files) {
        return type(object).filter(former -> !former.equals(type)).isPresent()
                && !isOverride(files.rawValues().origin(object.toConfig().getValue(Tagged.KEY).origin()));
    }

    private boolean isOverride(Origin origin) {
        return all.stream().anyMatch(override -> override.origin().place().equals(origin.place()));
    }

    private static Optional<String> type(ConfigObject object) {
        return Optional.ofNullable(object.get(Tagged.KEY)).map(ConfigValue::unwrapped)
                .filter(String.class::isInstance).map(String.class::cast);
    }

    private static List<String> joined(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return List.copyOf(longer);
    }
}
