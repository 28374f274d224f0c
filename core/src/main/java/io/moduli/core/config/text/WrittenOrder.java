package io.moduli.core.config.text;

import io.moduli.core.config.problem.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order in which the keys of an object were written, which the HOCON library forgets: includes first, then line by
 * line, and within a line from left to right.
 */
final class WrittenOrder {

    private final String name;
    private final Map<String, List<String>> lines;

    /**
     * @param name of the document that includes others
     * @param lines of all documents, by their names
     */
    WrittenOrder(String name, Map<String, List<String>> lines) {
        this.name = name;
        this.lines = lines;
    }

    /** An object with its keys in that order. */
    RawValue.Mapping of(RawValue.Mapping mapping) {
        List<Map.Entry<String, RawValue>> entries = new ArrayList<>(mapping.entries().entrySet());
        entries.sort(Comparator
                .comparing((Map.Entry<String, RawValue> entry) -> entry.getValue().origin().place().equals(name))
                .thenComparing(entry -> entry.getValue().origin())
                .thenComparing(entry -> column(entry.getKey(), entry.getValue().origin())));
        SequencedMap<String, RawValue> ordered = new LinkedHashMap<>();
        entries.forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
        return new RawValue.Mapping(ordered, mapping.origin());
    }

    /** The lines of the document itself, without its includes, in which a key is written. */
    List<Integer> lines(List<String> path) {
        String text = String.join("\n", lines.getOrDefault(name, List.of()));
        return WrittenKeys.of(text).getOrDefault(path, List.of());
    }

    /** Where a key begins in its line. */
    private int column(String key, Origin origin) {
        List<String> document = lines.getOrDefault(origin.place(), List.of());
        if (origin.line() < 1 || origin.line() > document.size()) {
            return 0;
        }
        Matcher written = Pattern.compile("(?<![\\w.-])\"?" + Pattern.quote(key) + "\"?\\s*[.{=:+]")
                .matcher(document.get(origin.line() - 1));
        return written.find() ? written.start() : 0;
    }
}
