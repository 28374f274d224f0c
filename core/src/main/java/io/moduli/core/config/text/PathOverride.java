package io.moduli.core.config.text;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.moduli.core.config.problem.Origin;
import io.moduli.core.config.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A value that the command line puts in place of the configuration's: {@code stages.0.epochs=3}.
 *
 * <p>As in HOCON itself, an object is merged into the one that it overrides, anything else replaces. What does not reach
 * into a list is put above the configuration before substitutions are resolved, so that they see it; HOCON has no way
 * to do the same for lists, so an override that goes through an index is put in afterwards.
 *
 * @param path the keys and indices, from the top
 * @param value in HOCON
 */
record PathOverride(List<String> path, String value) {

    private static final Pattern INDEX = Pattern.compile("\\d{1,9}");

    static PathOverride parse(String text) throws HoconText.Malformed {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new HoconText.Malformed("\"" + text + "\" is no override; write path=value, such as seed=7");
        }
        String path = text.substring(0, equals).strip();
        String value = text.substring(equals + 1).strip();
        if (value.isEmpty()) {
            throw new HoconText.Malformed("\"" + text + "\" gives no value; write \"\" for an empty text");
        }
        try {
            HoconText.parse(value, Origin.COMMAND_LINE);
        } catch (HoconText.Malformed e) {
            throw new HoconText.Malformed("\"" + text + "\": the value " + value + " " + e.getMessage());
        }
        try {
            return new PathOverride(List.copyOf(ConfigUtil.splitPath(path)), value);
        } catch (ConfigException e) {
            throw new HoconText.Malformed("\"" + text + "\": " + path + " is no path of keys joined by dots");
        }
    }

    boolean reachesIntoLists() {
        return path.stream().skip(1).anyMatch(key -> INDEX.matcher(key).matches());
    }

    /** The configuration with this value above it; substitutions stay unresolved. */
    Config above(Config config) {
        return hocon(ConfigUtil.joinPath(path)).withFallback(config);
    }

    /** A resolved configuration with this value put in. */
    Config into(Config config, SourceFiles files, Problems problems) {
        try {
            ConfigValue resolved = hocon("value").resolveWith(config).getValue("value");
            return ((ConfigObject) replace(config.root(), 0, resolved)).toConfig();
        } catch (ConfigException e) {
            problems.add(files.commandLine(), String.join(".", path), HoconText.message(e));
        } catch (HoconText.Malformed e) {
            problems.add(files.commandLine(), String.join(".", path), String.valueOf(e.getMessage()));
        }
        return config;
    }

    private Config hocon(String key) {
        return ConfigFactory.parseString(key + " = " + value,
                ConfigParseOptions.defaults().setOriginDescription(Origin.COMMAND_LINE));
    }

    private ConfigValue replace(ConfigValue present, int depth, ConfigValue replacement) throws HoconText.Malformed {
        if (depth == path.size()) {
            return replacement instanceof ConfigObject ? replacement.withFallback(present) : replacement;
        }
        String key = path.get(depth);
        if (present instanceof ConfigList list) {
            int index = INDEX.matcher(key).matches() ? Integer.parseInt(key) : -1;
            if (index < 0 || index >= list.size()) {
                throw new HoconText.Malformed("no element \"" + key + "\" in a list of " + list.size()
                        + "; elements are counted from 0");
            }
            List<ConfigValue> elements = new ArrayList<>(list);
            elements.set(index, replace(list.get(index), depth + 1, replacement));
            return ConfigValueFactory.fromIterable(elements).withOrigin(list.origin());
        }
        ConfigObject object = present instanceof ConfigObject there ? there
                : hocon("value").root().withoutKey("value");
        ConfigValue child = object.get(key);
        ConfigValue below = child == null ? hocon("value").root().withoutKey("value") : child;
        return object.withValue(key, replace(below, depth + 1, replacement));
    }
}
