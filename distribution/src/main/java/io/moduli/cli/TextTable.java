package io.moduli.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rows of text in columns that are as wide as necessary. If a row is wider than the terminal, the widest texts are
 * wrapped; words and numbers are never broken.
 */
final class TextTable {

    private static final String RIGHT = ">";
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final boolean[] right;

    /** @param headings of the columns; one that begins with {@code >} is aligned to the right, and only its heading wraps */
    TextTable(List<String> headings) {
        right = new boolean[headings.size()];
        List<String> first = new ArrayList<>();
        for (int column = 0; column < right.length; column++) {
            String heading = headings.get(column);
            right[column] = heading.startsWith(RIGHT);
            first.add(right[column] ? heading.substring(RIGHT.length()) : heading);
        }
        rows.add(first);
    }

    void add(String... cells) {
        if (cells.length != right.length) {
            throw new IllegalArgumentException("%d cells for %d columns".formatted(cells.length, right.length));
        }
        List<String> row = new ArrayList<>();
        for (int column = 0; column < cells.length; column++) {
            row.add(right[column] ? WrappedText.unbroken(cells[column]) : cells[column]);
        }
        rows.add(row);
    }

    /** Prints it on standard output within its width, unless a single word is wider. */
    void print(Console console) {
        int[] widths = widths(console.width());
        for (List<String> row : rows) {
            for (String line : lines(row, widths)) {
                print(console, line, row == rows.getFirst());
            }
        }
    }

    private static void print(Console console, String line, boolean heading) {
        PrintStream out = console.out();
        out.println(heading ? Tone.HEADING.paint(line, console.colours().out()) : line);
    }

    private int[] widths(int available) {
        int[] widths = widest(row -> row.stream().map(String::length));
        int[] minima = widest(row -> row.stream().map(WrappedText::longestWord));
        int excess = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - available;
        while (excess > 0) {
            int column = widestThatShrinks(widths, minima);
            if (column < 0) {
                break;
            }
            widths[column]--;
            excess--;
        }
        return widths;
    }

    private interface Lengths {

        Stream<Integer> of(List<String> row);
    }

    private int[] widest(Lengths lengths) {
        int[] widest = new int[right.length];
        for (List<String> row : rows) {
            List<Integer> own = lengths.of(row).toList();
            for (int column = 0; column < widest.length; column++) {
                widest[column] = Math.max(widest[column], own.get(column));
            }
        }
        return widest;
    }

    private static int widestThatShrinks(int[] widths, int[] minima) {
        int found = -1;
        for (int column = 0; column < widths.length; column++) {
            if (widths[column] > minima[column] && (found < 0 || widths[column] > widths[found])) {
                found = column;
            }
        }
        return found;
    }

    private List<String> lines(List<String> row, int[] widths) {
        List<List<String>> cells = new ArrayList<>();
        for (int column = 0; column < widths.length; column++) {
            cells.add(WrappedText.lines(row.get(column), widths[column]));
        }
        int height = cells.stream().mapToInt(List::size).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (int index = 0; index < height; index++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String text = index < cells.get(column).size() ? cells.get(column).get(index) : "";
                String padding = " ".repeat(Math.max(0, widths[column] - text.length()));
                line.append(column == 0 ? "" : GAP).append(right[column] ? padding + text : text + padding);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
