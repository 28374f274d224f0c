package io.moduli.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Text in lines of a width, broken between words. */
final class WrappedText {

    private static final char SPACE = ' ';
    private static final char UNBROKEN = '\u00a0';

    private WrappedText() {}

    /** The text with spaces at which no line ends; {@link #lines} makes plain ones of them. */
    static String unbroken(String text) {
        return text.replace(SPACE, UNBROKEN);
    }

    /** The length of the longest word. */
    static int longestWord(String text) {
        return Stream.of(text.split(" ", -1)).mapToInt(String::length).max().orElse(0);
    }

    /** The lines, at least one; a word that is longer than the width has a line to itself. */
    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(plain(line));
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(plain(line));
        return lines;
    }

    /** The lines after a first and a further indent, which count towards the width. */
    static List<String> lines(String text, int width, String first, String further) {
        List<String> lines = new ArrayList<>();
        for (String line : lines(text, width - Math.max(first.length(), further.length()))) {
            lines.add((lines.isEmpty() ? first : further) + line);
        }
        return lines;
    }

    private static String plain(StringBuilder line) {
        return line.toString().replace(UNBROKEN, SPACE);
    }
}
