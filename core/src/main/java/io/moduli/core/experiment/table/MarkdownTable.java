package io.moduli.core.experiment.table;

import java.util.List;
import java.util.stream.Collectors;

/** Tables as Markdown, in the form that GitHub and most others read. */
public final class MarkdownTable {

    private MarkdownTable() {}

    /** Writes a table under a heading, its notes below it. */
    public static String of(ResultTable table) {
        StringBuilder text = new StringBuilder("## ").append(escape(table.title())).append("\n\n");
        text.append(line(table.headings()));
        text.append("|").append(" --- |".repeat(table.conditions().size()))
                .append(" ---: |".repeat(table.figures().size())).append('\n');
        table.rows().forEach(row -> text.append(line(row)));
        table.notes().forEach(note -> text.append('\n').append(escape(note)).append('\n'));
        return text.toString();
    }

    private static String line(List<String> cells) {
        return cells.stream().map(MarkdownTable::escape).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** A text with all mark-up escaped. Brackets belong to a link only before a parenthesis. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.replace("\\", "\\\\").replace("](", "\\](").codePoints().forEach(letter -> {
            if ("`*_{}<>#|~&".indexOf(letter) >= 0) {
                escaped.append('\\');
            }
            escaped.appendCodePoint(letter < ' ' ? ' ' : letter);
        });
        return escaped.toString();
    }
}
