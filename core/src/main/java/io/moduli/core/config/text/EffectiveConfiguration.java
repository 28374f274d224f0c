package io.moduli.core.config.text;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import io.moduli.core.config.problem.Origin;
import io.moduli.core.config.problem.Problem;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * A configuration in full: every key of every settings record in the order of its declaration, defaults filled in,
 * paths absolute. When written out it is itself a configuration, which binds to the same settings.
 */
public final class EffectiveConfiguration {

    private final EffectiveValue.Section root;

    public EffectiveConfiguration(EffectiveValue.Section root) {
        this.root = root;
    }

    /** The configuration in HOCON, with the origin of each value in a comment after it. */
    public String render() {
        return new HoconWriter(true).write(root);
    }

    /** The configuration in HOCON without comments; two runs with the same settings have the same text. */
    public String renderPlain() {
        return new HoconWriter(false).write(root);
    }

    /**
     * The same with a different number at the top level.
     *
     * @param key of a single value
     * @param number its text
     * @param origin where it was written
     */
    public EffectiveConfiguration with(String key, String number, Origin origin) {
        SequencedMap<String, EffectiveValue> entries = new LinkedHashMap<>(root.entries());
        entries.put(key, new EffectiveValue.Leaf(number, origin));
        return new EffectiveConfiguration(new EffectiveValue.Section(root.tag(), entries));
    }

    /** The same without some of the top-level keys. */
    public String renderPlainWithout(Set<String> keys) {
        SequencedMap<String, EffectiveValue> kept = new LinkedHashMap<>(root.entries());
        kept.keySet().removeAll(keys);
        return new HoconWriter(false).write(new EffectiveValue.Section(root.tag(), kept));
    }

    /** Only some of the top-level keys. */
    public String renderPlainOf(Set<String> keys) {
        SequencedMap<String, EffectiveValue> kept = new LinkedHashMap<>(root.entries());
        kept.keySet().retainAll(keys);
        return new HoconWriter(false).write(new EffectiveValue.Section(root.tag(), kept));
    }

    /**
     * A problem found after binding, at the key that it concerns.
     *
     * @param key the full key, {@code network.hidden}
     * @param message what is wrong and what would be right
     */
    public Problem problem(String key, String message) {
        return new Problem(origin(value(key)), key, message);
    }

    /**
     * The type of a component or closed choice.
     *
     * @param key the full key, {@code pruner}
     * @return what is written behind {@code type =}; empty if no such thing is at the key
     */
    public Optional<String> type(String key) {
        return value(key) instanceof EffectiveValue.Section section
                ? section.tag().map(EffectiveValue.Leaf::hocon)
                : Optional.empty();
    }

    /**
     * A component or a closed choice with its settings, as JSON on one line.
     *
     * @param key the full key, {@code network.cell}
     * @throws IllegalArgumentException if no such thing is at the key
     */
    public String json(String key) {
        if (value(key) instanceof EffectiveValue.Section section && section.tag().isPresent()) {
            return ConfigFactory.parseString(new HoconWriter(false).write(section)).root()
                    .render(ConfigRenderOptions.concise());
        }
        throw new IllegalArgumentException(key + " is not a component");
    }

    /** The value of a key, or of its longest prefix that has a value. */
    private EffectiveValue value(String key) {
        EffectiveValue value = root;
        for (String part : key.split("\\.")) {
            value = child(value, part).orElse(value);
        }
        return value;
    }

    private static Optional<EffectiveValue> child(EffectiveValue value, String part) {
        return switch (value) {
            case EffectiveValue.Section section -> Optional.ofNullable(section.entries().get(part));
            case EffectiveValue.Sequence sequence when part.matches("[0-9]+") ->
                sequence.elements().stream().skip(Long.parseLong(part)).findFirst();
            // A list of one element may be written without brackets, and its keys without an index.
            case EffectiveValue.Sequence sequence -> sequence.elements().size() == 1
                    ? child(sequence.elements().getFirst(), part)
                    : Optional.empty();
            case EffectiveValue.Leaf _ -> Optional.empty();
        };
    }

    /** Where a value was written; of an object, where its first value was. */
    private static Origin origin(EffectiveValue value) {
        return switch (value) {
            case EffectiveValue.Leaf leaf -> leaf.origin();
            case EffectiveValue.Sequence sequence -> sequence.origin();
            case EffectiveValue.Section section -> section.tag().map(EffectiveValue.Leaf::origin)
                    .orElseGet(() -> section.entries().values().stream().findFirst()
                            .map(EffectiveConfiguration::origin)
                            .orElse(new Origin(Origin.DEFAULT, 0, Path.of(""))));
        };
    }
}
