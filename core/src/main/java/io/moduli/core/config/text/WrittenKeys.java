package io.moduli.core.config.text;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys of a HOCON text with the lines in which they are written, including repetitions. The library merges the
 * values of one key, and forgets that there was more than one.
 */
final class WrittenKeys {

    private static final String TRIPLE = "\"\"\"";

    private final String text;
    private final Map<List<String>, List<Integer>> lines = new HashMap<>();
    private final Deque<List<String>> around = new ArrayDeque<>();
    private final StringBuilder word = new StringBuilder();
    private List<String> assigned = List.of();
    private int line = 1;
    private int at;

    private WrittenKeys(String text) {
        this.text = text;
        around.push(List.of());
    }

    /** The lines of all keys, by their full paths; keys inside lists are left out. */
    static Map<List<String>, List<Integer>> of(String text) {
        WrittenKeys keys = new WrittenKeys(text);
        while (keys.at < text.length()) {
            keys.step();
        }
        return keys.lines;
    }

    private void step() {
        char letter = text.charAt(at);
        if (letter == '"') {
            quoted();
        } else if (letter == '#' || text.startsWith("//", at)) {
            skipTo('\n');
        } else if (text.startsWith("${", at)) {
            skipTo('}');
            at++;
        } else {
            at++;
            plain(letter);
        }
    }

    private void plain(char letter) {
        switch (letter) {
            case '=', ':' -> assign();
            case '{' -> open(assigned.isEmpty() ? key() : assigned);
            case '[' -> around.push(List.of("[]"));
            case '}', ']' -> {
                if (around.size() > 1) {
                    around.pop();
                }
                end();
            }
            case '\n', ',' -> {
                end();
                line += letter == '\n' ? 1 : 0;
            }
            default -> word.append(letter);
        }
    }

    private void quoted() {
        String quotes = text.startsWith(TRIPLE, at) ? TRIPLE : "\"";
        int end = at + quotes.length();
        while (end < text.length() && !text.startsWith(quotes, end)) {
            end += text.charAt(end) == '\\' && quotes.length() == 1 ? 2 : 1;
        }
        end = Math.min(text.length(), end + quotes.length());
        word.append(text, at, end);
        line += (int) text.substring(at, end).chars().filter(letter -> letter == '\n').count();
        at = end;
    }

    private void skipTo(char last) {
        int end = text.indexOf(last, at);
        at = end < 0 ? text.length() : end;
    }

    private void assign() {
        if (assigned.isEmpty()) {
            assigned = key();
        }
        word.setLength(0);
    }

    private void open(List<String> key) {
        around.push(key);
        end();
    }

    private void end() {
        word.setLength(0);
        assigned = List.of();
    }

    /** Records the path of the key that was read, with its line. */
    private List<String> key() {
        String written = word.toString().strip();
        List<String> path = new ArrayList<>(around.element());
        try {
            path.addAll(
                    ConfigUtil.splitPath(written.endsWith("+") ? written.substring(0, written.length() - 1) : written));
        } catch (ConfigException noKey) {
            // An object in a list, or the whole text in braces.
            return path;
        }
        lines.computeIfAbsent(path, _ -> new ArrayList<>()).add(line);
        return path;
    }
}
