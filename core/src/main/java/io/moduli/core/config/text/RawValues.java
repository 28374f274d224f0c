package io.moduli.core.config.text;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import io.moduli.core.config.problem.Origin;
import io.moduli.core.config.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Converts what the HOCON library has parsed. All peculiarities of the library's values and their origins are handled
 * here.
 */
public final class RawValues {

    /** The origin description of stand-ins for substitutions without a value. */
    static final String UNRESOLVED = "unresolved substitution";

    /** The library's origin description of environment variables. */
    private static final String LIBRARY_ENVIRONMENT = "env variables";

    private static final String MERGED = "merge of ";

    /** Far more than any settings need, and far less than a stack can hold. */
    private static final int MOST_LEVELS = 100;

    /** The message for a text that is nested more deeply. */
    static final String TOO_DEEP = "is nested more than " + MOST_LEVELS + " levels deep";

    /** {@code pipeline.conf: 12} or, for values that span lines, {@code pipeline.conf: 12-14}. */
    private static final Pattern LINE = Pattern.compile("(.*): (\\d+)(-\\d+)?");

    /** A whole number that is too long for the library, which then takes it for text. */
    private static final Pattern LONG_NUMBER = Pattern.compile("-?\\d{19,}");

    private final Path workingFolder;
    private final Map<String, Path> folders;

    /**
     * @param workingFolder the folder that relative paths outside of files refer to
     * @param folders the folders of the files that were read, by the description of their origin
     */
    public RawValues(Path workingFolder, Map<String, Path> folders) {
        this.workingFolder = workingFolder;
        this.folders = folders;
    }

    /**
     * Converts one value.
     *
     * @throws SourceFiles.Unusable if it is nested too deeply
     */
    public RawValue of(ConfigValue value) {
        return of(value, 1);
    }

    RawValue.Mapping mapping(ConfigObject object) {
        return mapping(object, 1);
    }

    private RawValue of(ConfigValue value, int level) {
        if (value.origin().description().equals(UNRESOLVED)) {
            return new RawValue.Unresolved(origin(value.origin()));
        }
        if (level > MOST_LEVELS) {
            throw new SourceFiles.Unusable(new Problem(origin(value.origin()), "", TOO_DEEP));
        }
        return switch (value) {
            case ConfigObject object -> mapping(object, level);
            case ConfigList list -> sequence(list, level);
            default -> scalar(value);
        };
    }

    private RawValue.Mapping mapping(ConfigObject object, int level) {
        SequencedMap<String, RawValue> entries = new LinkedHashMap<>();
        object.forEach((key, value) -> entries.put(key, of(value, level + 1)));
        return new RawValue.Mapping(entries, around(object, entries.values()));
    }

    private RawValue.Sequence sequence(ConfigList list, int level) {
        List<RawValue> elements = new ArrayList<>();
        list.forEach(element -> elements.add(of(element, level + 1)));
        return new RawValue.Sequence(elements, around(list, elements));
    }

    private RawValue scalar(ConfigValue value) {
        Origin origin = origin(value.origin());
        if (value.valueType() == ConfigValueType.NULL) {
            return new RawValue.Scalar(RawValue.Kind.NOTHING, "null", origin);
        }
        // This is the only way to get a number's original text, 1e-3 rather than 0.001.
        String text = value.atKey("value").getString("value");
        RawValue.Kind kind = switch (value.valueType()) {
            case NUMBER -> RawValue.Kind.NUMBER;
            case BOOLEAN -> RawValue.Kind.TRUTH;
            default -> origin.place().equals(Origin.ENVIRONMENT) ? kindInEnvironment(text) : kindOfText(text);
        };
        return new RawValue.Scalar(kind, text, origin);
    }

    /** The library treats all environment variables as text, and they cannot be written in another way. */
    private static RawValue.Kind kindInEnvironment(String text) {
        try {
            return switch (HoconText.parseResolved(text, Origin.ENVIRONMENT).valueType()) {
                case NUMBER -> RawValue.Kind.NUMBER;
                case BOOLEAN -> RawValue.Kind.TRUTH;
                default -> kindOfText(text);
            };
        } catch (HoconText.Malformed e) {
            return RawValue.Kind.TEXT;
        }
    }

    private static RawValue.Kind kindOfText(String text) {
        return LONG_NUMBER.matcher(text).matches() ? RawValue.Kind.NUMBER : RawValue.Kind.TEXT;
    }

    /** The origin of a list or object: its own, or its first part's if it was merged from several and has no line. */
    private Origin around(ConfigValue value, Collection<RawValue> parts) {
        boolean merged = value.origin().description().startsWith(MERGED) || value.origin().lineNumber() < 0;
        if (!merged) {
            return origin(value.origin());
        }
        return parts.stream().map(RawValue::origin).filter(origin -> origin.line() > 0).min(Comparator.naturalOrder())
                .or(() -> parts.stream().map(RawValue::origin).findFirst()).orElseGet(() -> origin(value.origin()));
    }

    /** A value in the library's form, with its origins. */
    static ConfigValue toLibrary(RawValue value) {
        ConfigValue bare = switch (value) {
            case RawValue.Scalar scalar -> toLibrary(scalar);
            case RawValue.Sequence sequence ->
                ConfigValueFactory.fromIterable(sequence.elements().stream().map(RawValues::toLibrary).toList());
            case RawValue.Mapping mapping -> {
                Map<String, ConfigValue> entries = new LinkedHashMap<>();
                mapping.entries().forEach((key, entry) -> entries.put(key, toLibrary(entry)));
                yield ConfigValueFactory.fromMap(entries);
            }
            case RawValue.Unresolved _ -> throw new IllegalArgumentException("a substitution without a value");
        };
        ConfigOrigin place = ConfigOriginFactory.newSimple(value.origin().place());
        return bare.withOrigin(value.origin().line() > 0 ? place.withLineNumber(value.origin().line()) : place);
    }

    private static ConfigValue toLibrary(RawValue.Scalar scalar) {
        try {
            return scalar.kind() == RawValue.Kind.TEXT
                    ? ConfigValueFactory.fromAnyRef(scalar.text())
                    : HoconText.parseResolved(scalar.text(), scalar.origin().place());
        } catch (HoconText.Malformed e) {
            throw new IllegalStateException("%s was a value before".formatted(scalar.found()), e);
        }
    }

    /** Converts the library's origin. */
    Origin origin(ConfigOrigin origin) {
        String description = origin.description();
        if (description.startsWith(MERGED)) {
            description = description.substring(MERGED.length()).split(",", 2)[0];
        }
        Matcher lined = LINE.matcher(description);
        String place = lined.matches() ? lined.group(1) : description;
        if (place.equals(LIBRARY_ENVIRONMENT)) {
            place = Origin.ENVIRONMENT;
        }
        Path folder = folders.getOrDefault(place, workingFolder);
        boolean inFile = lined.matches() && !place.equals(Origin.COMMAND_LINE) && !place.equals(Origin.DEFAULT);
        return new Origin(place, inFile ? Integer.parseInt(lined.group(2)) : 0, folder);
    }
}
