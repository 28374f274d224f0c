package io.moduli.core.experiment.table;

import java.util.List;
import java.util.stream.Collectors;

/** Tables as LaTeX, for the packages {@code booktabs} and {@code fontenc} (T1) or a Unicode engine. */
public final class LatexTable {

    private LatexTable() {}

    /** Writes a table as a floating one with caption; its notes stand below the rows. */
    public static String of(ResultTable table) {
        int columns = table.conditions().size() + table.figures().size();
        StringBuilder text = new StringBuilder(
                "% needs \\usepackage{booktabs}\n\\begin{table}\n\\centering\n\\caption{")
                .append(escape(table.title())).append("}\n\\begin{tabular}{")
                .append("l".repeat(table.conditions().size())).append("r".repeat(table.figures().size()))
                .append("}\n\\toprule\n").append(line(table.headings())).append("\\midrule\n");
        table.rows().forEach(row -> text.append(line(row)));
        text.append("\\bottomrule\n\\end{tabular}\n");
        if (columns > 0 && !table.notes().isEmpty()) {
            text.append("\n\\smallskip\\footnotesize\\raggedright\n");
            table.notes().forEach(note -> text.append(escape(note)).append('\n'));
        }
        return text.append("\\end{table}\n").toString();
    }

    private static String line(List<String> cells) {
        return cells.stream().map(LatexTable::cell).collect(Collectors.joining(" & ", "", " \\\\\n"));
    }

    /** A bracket after the end of a row would be read as its argument, and a hyphen before a number is not a minus sign. */
    private static String cell(String text) {
        String escaped = escape(text).replaceAll("-(?=[0-9])", "\\$-\\$");
        return escaped.startsWith("[") ? "{" + escaped + "}" : escaped;
    }

    /** A text with all commands escaped. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(letter -> {
            switch (letter) {
                case '\\' -> escaped.append("\\textbackslash{}");
                case '~' -> escaped.append("\\textasciitilde{}");
                case '^' -> escaped.append("\\textasciicircum{}");
                case '<' -> escaped.append("\\textless{}");
                case '>' -> escaped.append("\\textgreater{}");
                case '±' -> escaped.append("\\(\\pm\\)");
                case '&', '%', '$', '#', '_', '{', '}' -> escaped.append('\\').appendCodePoint(letter);
                default -> escaped.appendCodePoint(letter < ' ' ? ' ' : letter);
            }
        });
        return escaped.toString();
    }
}
