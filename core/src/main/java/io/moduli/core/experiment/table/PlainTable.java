package io.moduli.core.experiment.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tables as plain text of at most {@value #WIDTH} columns. If a table is wider, each condition gets a line of its own
 * above its numbers.
 */
public final class PlainTable {

    /** The assumed width of a terminal. */
    public static final int WIDTH = 80;

    private static final String GAP = "  ";

    private PlainTable() {}

    /** Writes a table. */
    public static String of(ResultTable table) {
        int conditions = table.conditions().size();
        List<List<String>> all = new ArrayList<>(List.of(table.headings()));
        all.addAll(table.rows());
        int[] widths = widths(all);
        int whole = IntStream.of(widths).sum() + GAP.length() * (widths.length - 1);
        StringBuilder text = new StringBuilder();
        wrap(text, table.title(), "");
        text.append('\n');
        for (int row = 0; row < all.size(); row++) {
            List<String> cells = all.get(row);
            if (whole <= WIDTH) {
                text.append(line(cells, widths, conditions)).append('\n');
                continue;
            }
            if (row > 0) {
                wrap(text, condition(table, cells), "  ");
            }
            text.append("  ").append(line(cells.subList(conditions, cells.size()),
                    Arrays.copyOfRange(widths, conditions, widths.length), 0)).append('\n');
        }
        text.append('\n');
        table.notes().forEach(note -> wrap(text, note, ""));
        return text.toString();
    }

    private static String condition(ResultTable table, List<String> cells) {
        return String.join(", ", IntStream.range(0, table.conditions().size())
                .mapToObj(index -> table.conditions().get(index) + " = " + cells.get(index)).toList());
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], length(row.get(column)));
            }
        }
        return widths;
    }

    private static String line(List<String> cells, int[] widths, int left) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String padding = " ".repeat(widths[column] - length(cells.get(column)));
            line.append(column == 0 ? "" : GAP)
                    .append(column < left ? cells.get(column) + padding : padding + cells.get(column));
        }
        return line.toString().stripTrailing();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Wraps words into lines, with all but the first indented. */
    private static void wrap(StringBuilder text, String words, String indent) {
        StringBuilder line = new StringBuilder();
        for (String word : words.split(" ")) {
            if (!line.isEmpty() && length(line.toString()) + 1 + length(word) > WIDTH) {
                text.append(line).append('\n');
                line = new StringBuilder(indent);
            }
            line.append(line.toString().isBlank() ? "" : " ").append(word);
        }
        text.append(line).append('\n');
    }
}
