package io.moduli.core.config.text;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * Objects whose keys are indices, which HOCON treats as lists where a list is expected: {@code { 0 = a, 1 = b }} is
 * {@code [a, b]}. The elements are in the order of their indices; if some are missing, the others move up.
 */
public final class Indexed {

    private static final Pattern INDEX = Pattern.compile("\\d{1,9}");

    private Indexed() {
    }

    /** Whether a key can be that of a list's element. */
    static boolean isIndex(String key) {
        return INDEX.matcher(key).matches();
    }

    /** The list that an object stands for; empty if not all of its keys are indices, or there are none. */
    public static Optional<RawValue.Sequence> sequence(RawValue.Mapping mapping) {
        return inOrder(mapping.entries())
                .map(entries -> new RawValue.Sequence(List.copyOf(entries.values()), mapping.origin()));
    }

    /** The elements of a list, or of an object that stands for one; empty for anything else. */
    static Optional<Collection<ConfigValue>> elements(ConfigValue value) {
        return switch (value) {
            case ConfigList list -> Optional.of(list);
            case ConfigObject object -> inOrder(object).map(SequencedMap::values);
            default -> Optional.empty();
        };
    }

    private static <T> Optional<SequencedMap<String, T>> inOrder(Map<String, T> entries) {
        if (entries.isEmpty() || !entries.keySet().stream().allMatch(Indexed::isIndex)) {
            return Optional.empty();
        }
        List<String> keys = new ArrayList<>(entries.keySet());
        keys.sort(Comparator.comparingInt(Integer::parseInt));
        SequencedMap<String, T> sorted = new LinkedHashMap<>();
        keys.forEach(key -> sorted.put(key, entries.get(key)));
        return Optional.of(sorted);
    }
}
