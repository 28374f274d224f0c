package io.moduli.api.task;

import io.moduli.api.state.StateArray;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What gives a network's inputs and outputs their meaning and follows neither from the settings nor from the network: the
 * words of a vocabulary counted in a training text, place cells drawn from the seed, the mean and the scale of features.
 *
 * <p>A run stores it with the network, and hands it back when the network is evaluated or used again, so that inputs and
 * outputs always mean what they meant in training.
 *
 * @param arrays arrays of numbers with different names
 * @param texts lists of texts without line breaks, by lower-case names joined by hyphens
 */
public record FittedState(List<StateArray> arrays, Map<String, List<String>> texts) {

    /** For a task that fits nothing. */
    public static final FittedState NONE = new FittedState(List.of(), Map.of());

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public FittedState {
        arrays = List.copyOf(arrays);
        Set<String> names = new HashSet<>();
        for (StateArray array : arrays) {
            if (!names.add(array.name())) {
                throw new IllegalArgumentException("two arrays are called " + array.name());
            }
        }
        Map<String, List<String>> copies = new TreeMap<>();
        texts.forEach((name, lines) -> {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("\"%s\" is not a name such as known-words".formatted(name));
            }
            for (String line : lines) {
                if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
                    throw new IllegalArgumentException("a text of %s has a line break: \"%s\"".formatted(name, line));
                }
            }
            copies.put(name, List.copyOf(lines));
        });
        texts = Map.copyOf(copies);
    }

    /** Whether there is nothing. */
    public boolean isEmpty() { return arrays.isEmpty() && texts.isEmpty(); }

    /**
     * An array.
     *
     * @param name what the task called it
     * @throws IllegalArgumentException if there is none of that name
     */
    public StateArray array(String name) {
        return arrays.stream().filter(array -> array.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no array named " + name));
    }

    /**
     * A list of texts.
     *
     * @param name what the task called it
     * @throws IllegalArgumentException if there is none of that name
     */
    public List<String> text(String name) {
        List<String> lines = texts.get(name);
        if (lines == null) {
            throw new IllegalArgumentException("there is no text named " + name);
        }
        return lines;
    }
}
