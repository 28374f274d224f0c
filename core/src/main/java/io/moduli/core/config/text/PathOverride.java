package io.moduli.core.config.text;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.moduli.core.config.problem.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value of the command line that replaces the configuration's, {@code stages.0.epochs=3}, or is appended to one of
 * its lists, {@code regularizers+={ type = moduli }}.
 *
 * <p>As in HOCON itself, an object is merged into the one that it overrides, anything else replaces. An override that
 * does not reach into a list is applied before substitutions are resolved, so that they see it; HOCON cannot do the
 * same for lists, so an override with an index is applied afterwards.
 *
 * @param path the keys and indices, from the top
 * @param text the value in HOCON
 * @param value the value, which may contain substitutions
 * @param appends whether the value becomes another element of the list at the path
 * @param origin where it was written
 */
record PathOverride(List<String> path, String text, ConfigValue value, boolean appends, Origin origin) {

    /** The message for a value that something is to be appended to. */
    static final String NO_LIST = "is not a list, so nothing can be appended to it";

    private static final String KEY = "value";

    private static final ConfigObject NOTHING = ConfigValueFactory.fromMap(Map.of(), Origin.COMMAND_LINE);

    /** A setting that was written elsewhere. */
    static PathOverride of(SettingOverride setting) {
        ConfigValue value = RawValues.toLibrary(setting.value());
        return new PathOverride(setting.path(), value.render(), value, false, setting.value().origin());
    }

    /**
     * Parses an override as it is typed.
     *
     * @param origin the command line
     */
    static PathOverride parse(String text, Origin origin) throws HoconText.Malformed {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new HoconText.Malformed("\"" + text + "\" is not an override; write path=value, such as seed=7");
        }
        boolean appends = equals > 0 && text.charAt(equals - 1) == '+';
        String path = text.substring(0, appends ? equals - 1 : equals).strip();
        String value = text.substring(equals + 1).strip();
        if (path.isEmpty()) {
            throw new HoconText.Malformed("\"" + text + "\" names no setting; write path=value, such as seed=7");
        }
        if (value.isEmpty()) {
            throw new HoconText.Malformed("\"" + text + "\" gives no value; write \"\" for an empty text");
        }
        ConfigValue parsed;
        try {
            parsed = HoconText.parse(value, Origin.COMMAND_LINE);
        } catch (HoconText.Malformed e) {
            throw new HoconText.Malformed("\"" + text + "\": the value " + value + " " + e.getMessage());
        }
        try {
            return new PathOverride(List.copyOf(ConfigUtil.splitPath(path)), value, parsed, appends, origin);
        } catch (ConfigException e) {
            throw new HoconText.Malformed("\"" + text + "\": " + path + " is not a path of keys joined by dots");
        }
    }

    boolean reachesIntoLists() {
        return path.stream().skip(1).anyMatch(Indexed::isIndex);
    }

    /** The path as it is typed. */
    String key() {
        return ConfigUtil.joinPath(path);
    }

    /** The configuration with this value applied; substitutions stay unresolved. */
    Config above(Config config) {
        Config own = appends
                ? ConfigFactory.parseString(key() + " += " + text,
                        ConfigParseOptions.defaults().setOriginDescription(origin.place()))
                : value.atPath(key());
        return own.withFallback(config);
    }

    /**
     * The value alone, its substitutions resolved.
     *
     * @param config what they refer to
     * @throws ConfigException if one of them has no value
     */
    ConfigValue resolved(Config config) {
        ConfigValue resolved = value.atKey(KEY).resolveWith(config, ConfigResolveOptions.defaults()).root().get(KEY);
        // An optional substitution without a value leaves nothing.
        return resolved == null ? ConfigValueFactory.fromAnyRef(null, Origin.COMMAND_LINE) : resolved;
    }

    /**
     * A resolved configuration with this value applied.
     *
     * @throws ConfigException if a substitution in the value has no value itself
     * @throws HoconText.Malformed if the path does not lead into the configuration
     */
    Config into(Config config) throws HoconText.Malformed {
        return ((ConfigObject) replace(Optional.of(config.root()), 0, resolved(config))).toConfig();
    }

    private ConfigValue replace(Optional<ConfigValue> present, int depth, ConfigValue replacement)
            throws HoconText.Malformed {
        if (depth == path.size()) {
            if (appends) {
                return appended(present, replacement);
            }
            return replacement instanceof ConfigObject && present.isPresent()
                    ? replacement.withFallback(Tagged.inFull(present.get()).<ConfigValue>map(full -> full)
                            .orElse(present.get()))
                    : replacement;
        }
        String key = path.get(depth);
        if (present.isPresent() && present.get() instanceof ConfigList list) {
            return replaceElement(list, key, depth, replacement);
        }
        ConfigObject object = present.flatMap(value -> value instanceof ConfigObject mapping
                ? Optional.of(mapping)
                : Tagged.inFull(value)).orElse(NOTHING);
        return object.withValue(key, replace(Optional.ofNullable(object.get(key)), depth + 1, replacement));
    }

    private ConfigValue replaceElement(ConfigList list, String key, int depth, ConfigValue replacement)
            throws HoconText.Malformed {
        int index = Indexed.isIndex(key) ? Integer.parseInt(key) : -1;
        List<ConfigValue> elements = new ArrayList<>(list);
        if (index == list.size() && depth + 1 == path.size()) {
            elements.add(replace(Optional.empty(), depth + 1, replacement));
        } else if (index >= 0 && index < list.size()) {
            elements.set(index, replace(Optional.of(list.get(index)), depth + 1, replacement));
        } else {
            throw new HoconText.Malformed("no element \"" + key + "\" in a list of " + list.size()
                    + "; elements are counted from 0, and "
                    + HoconText.join(ConfigUtil.joinPath(path.subList(0, depth)), list.size()) + "=... appends one");
        }
        return ConfigValueFactory.fromIterable(elements).withOrigin(list.origin());
    }

    private static ConfigValue appended(Optional<ConfigValue> present, ConfigValue element)
            throws HoconText.Malformed {
        List<ConfigValue> elements = new ArrayList<>();
        if (present.isPresent()) {
            elements.addAll(Indexed.elements(present.get()).orElseThrow(
                    () -> new HoconText.Malformed(NO_LIST)));
        }
        elements.add(element);
        return ConfigValueFactory.fromIterable(elements, Origin.COMMAND_LINE);
    }
}
