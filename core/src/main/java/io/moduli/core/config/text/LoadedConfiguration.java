package io.moduli.core.config.text;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.moduli.core.config.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A configuration that has been read but not yet bound, with the problems that reading it met. */
public final class LoadedConfiguration {

    /** How the library describes the origin of what it has merged of several lines of one file. */
    private static final Pattern LINES = Pattern.compile(".*: (\\d+-\\d+)");

    private final Optional<RawValue.Mapping> root;
    private final List<Problem> problems;
    private final WrittenOrder order;
    private final Optional<Config> parsed;

    LoadedConfiguration(
            Optional<RawValue.Mapping> root, List<Problem> problems, WrittenOrder order, Optional<Config> parsed) {
        this.parsed = parsed;
        this.order = order;
        this.root = root;
        this.problems = List.copyOf(problems);
    }

    /** The values; empty where the text cannot even be parsed. */
    public Optional<RawValue.Mapping> root() {
        return root;
    }

    /** What is wrong so far; the binding repeats it. */
    public List<Problem> problems() {
        return problems;
    }

    /** The same with one key at the top alone, and without the problems that were met in reading. */
    public LoadedConfiguration only(String key) {
        return new LoadedConfiguration(root.map(mapping -> {
            SequencedMap<String, RawValue> entries = new LinkedHashMap<>();
            Optional.ofNullable(mapping.entries().get(key)).ifPresent(value -> entries.put(key, value));
            return new RawValue.Mapping(entries, mapping.origin());
        }), List.of(), order, parsed);
    }

    /** An object of the configuration with its keys in the order in which they were written. */
    public RawValue.Mapping inOrder(RawValue.Mapping mapping) {
        return order.of(mapping);
    }

    /**
     * The lines of a file in which an object was written that was written more than once: HOCON merges what is written of one
     * key, and says nothing.
     *
     * @param path its keys from the top
     * @return such as {@code 3-7}; empty where it was written once, or in several files
     */
    public Optional<String> writtenTwice(List<String> path) {
        try {
            @Nullable
            ConfigValue value = parsed.map(Config::root).map(ConfigValue.class::cast).orElse(null);
            for (String key : path) {
                value = value instanceof ConfigObject object ? object.get(key) : null;
            }
            return value instanceof ConfigObject ? lines(value.origin().description()) : Optional.empty();
        } catch (ConfigException unresolved) {
            return Optional.empty();
        }
    }

    private static Optional<String> lines(String description) {
        Matcher several = LINES.matcher(description);
        return several.matches() ? Optional.of(several.group(1)) : Optional.empty();
    }

    /**
     * A whole number at the top of the configuration that is needed before binding, such as the seed that component
     * contexts are made from. Empty where it is not written or is not a whole number, which the binding then reports.
     */
    public Optional<Long> wholeNumber(String key) {
        return root.map(mapping -> mapping.entries().get(key))
                .filter(RawValue.Scalar.class::isInstance).map(RawValue.Scalar.class::cast)
                .filter(scalar -> scalar.kind() == RawValue.Kind.NUMBER)
                .flatMap(scalar -> Numbers.whole(scalar.text()));
    }
}
