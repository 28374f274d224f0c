package io.moduli.core.config.text;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.SortedMap;
import java.util.TreeMap;

/** The single values of a configuration in full, by their keys, such as {@code stages.0.epochs}. */
public final class SettingValues {

    private SettingValues() {}

    /** Those of an effective configuration; an empty list or object is a value. */
    public static SortedMap<String, String> of(EffectiveConfiguration effective) {
        Config parsed = ConfigFactory.parseString(effective.renderPlain());
        SortedMap<String, String> values = new TreeMap<>();
        add("", parsed.root(), values);
        return values;
    }

    private static void add(String key, ConfigValue value, SortedMap<String, String> values) {
        switch (value) {
            case ConfigObject object when !object.isEmpty() ->
                object.forEach((name, below) -> add(key.isEmpty() ? name : key + "." + name, below, values));
            case ConfigList list when !list.isEmpty() -> {
                for (int index = 0; index < list.size(); index++) {
                    add(key + "." + index, list.get(index), values);
                }
            }
            default -> values.put(key, value.render(ConfigRenderOptions.concise()));
        }
    }
}
