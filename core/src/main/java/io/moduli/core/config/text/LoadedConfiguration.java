package io.moduli.core.config.text;

import io.moduli.core.config.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** A configuration that has been read but not yet bound, with the problems found while reading it. */
public final class LoadedConfiguration {

    private final Optional<RawValue.Mapping> root;
    private final List<Problem> problems;
    private final WrittenOrder order;

    LoadedConfiguration(Optional<RawValue.Mapping> root, List<Problem> problems, WrittenOrder order) {
        this.order = order;
        this.root = root;
        this.problems = List.copyOf(problems);
    }

    /** The values; empty if the text cannot even be parsed. */
    public Optional<RawValue.Mapping> root() {
        return root;
    }

    /** The problems so far; binding repeats them. */
    public List<Problem> problems() {
        return problems;
    }

    /** The same with only one top-level key, and without the problems found while reading. */
    public LoadedConfiguration only(String key) {
        return new LoadedConfiguration(root.map(mapping -> {
            SequencedMap<String, RawValue> entries = new LinkedHashMap<>();
            Optional.ofNullable(mapping.entries().get(key)).ifPresent(value -> entries.put(key, value));
            return new RawValue.Mapping(entries, mapping.origin());
        }), List.of(), order);
    }

    /** An object of the configuration with its keys in the order in which they were written. */
    public RawValue.Mapping inOrder(RawValue.Mapping mapping) {
        return order.of(mapping);
    }

    /**
     * The lines of a key that was written more than once: HOCON silently merges the values of one key.
     *
     * @param path its keys from the top
     * @return empty if it was written once, or in files that are included
     */
    public List<Integer> writtenTwice(List<String> path) {
        List<Integer> lines = order.lines(path);
        return lines.size() > 1 ? lines : List.of();
    }

    /**
     * A top-level whole number that is needed before binding, such as the seed that component contexts are made from.
     * Empty where it is not written or is not a whole number, which the binding then reports.
     */
    public Optional<Long> wholeNumber(String key) {
        return root.map(mapping -> mapping.entries().get(key))
                .filter(RawValue.Scalar.class::isInstance).map(RawValue.Scalar.class::cast)
                .filter(scalar -> scalar.kind() == RawValue.Kind.NUMBER)
                .flatMap(scalar -> Numbers.whole(scalar.text()));
    }
}
