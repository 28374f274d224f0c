package io.moduli.core.config.text;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.io.Serial;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads and writes single values in HOCON, outside of any file. */
public final class HoconText {

    private static final String KEY = "value";

    /** The hint that the library appends to messages about stray characters, which does not help here. */
    private static final String RENAMING_HINT = ", or you may be able to rename the file .properties rather than .conf";

    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]*");

    private static final Set<String> LITERALS = Set.of("true", "false", "null");

    private HoconText() {
    }

    /**
     * Parses one value. Substitutions in it stay unresolved.
     *
     * @param text as it would be written after {@code key =}
     * @param place the description of the value's origin
     */
    static ConfigValue parse(String text, String place) throws Malformed {
        ConfigParseOptions options = ConfigParseOptions.defaults().setOriginDescription(place)
                .setIncluder(new RefusedIncludes());
        try {
            Config parsed = ConfigFactory.parseString(KEY + " = " + text, options);
            ConfigValue value = parsed.root().get(KEY);
            // "1, other = 2" would smuggle a second key in
            if (value == null || parsed.root().size() != 1) {
                throw new Malformed("is more than one value; quote text that has commas or line breaks in it");
            }
            return value;
        } catch (ConfigException e) {
            throw new Malformed("is not a HOCON value: " + message(e));
        }
    }

    /** Parses one value that has no substitutions in it. */
    public static ConfigValue parseResolved(String text, String place) throws Malformed {
        ConfigValue value = parse(text, place);
        if (!value.atKey(KEY).isResolved()) {
            throw new Malformed("has substitutions in it");
        }
        return value;
    }

    /** The library's message, without the origin in front. */
    public static String message(ConfigException exception) {
        String message = String.valueOf(exception.getMessage());
        if (exception.origin() != null) {
            String prefix = exception.origin().description() + ": ";
            message = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
        }
        return message.replace(RENAMING_HINT, "").strip();
    }

    /** Text in quotes. */
    public static String quote(String text) {
        return ConfigUtil.quoteString(text);
    }

    /** A name as it is written, without quotes if HOCON does not need them. */
    public static String word(String name) {
        boolean plain = WORD.matcher(name).matches() && !LITERALS.contains(name);
        return plain ? name : quote(name);
    }

    /** The key of an entry below the key of an object, which is empty for the whole configuration. */
    public static String join(String path, String key) {
        String last = ConfigUtil.joinPath(key);
        return path.isEmpty() ? last : path + "." + last;
    }

    /** The key of a list's element. */
    public static String join(String path, int index) {
        return path + "." + index;
    }

    /** Text that is not a single HOCON value; the message continues a sentence that begins with the name of the value. */
    public static final class Malformed extends Exception {

        @Serial
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }
}
