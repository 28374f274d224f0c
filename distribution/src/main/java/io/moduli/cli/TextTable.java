package io.moduli.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** Rows of text in columns that are as wide as need be. */
final class TextTable {

    private static final String RIGHT = ">";
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final boolean[] right;

    /** @param headings of the columns; one that begins with {@code >} is aligned to the right */
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
        rows.add(List.of(cells));
    }

    /** @param ansi whether the headings stand out */
    void print(PrintStream out, Ansi ansi) {
        int[] widths = new int[right.length];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String padding = " ".repeat(widths[column] - row.get(column).length());
                line.append(column == 0 ? "" : GAP)
                        .append(right[column] ? padding + row.get(column) : row.get(column) + padding);
            }
            String text = line.toString().stripTrailing();
            out.println(row == rows.getFirst() ? Tone.HEADING.paint(text, ansi) : text);
        }
    }
}
