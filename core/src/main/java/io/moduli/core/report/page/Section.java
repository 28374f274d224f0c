package io.moduli.core.report.page;

import io.moduli.core.report.figure.Figure;
import java.util.List;

/** A part of a page under a heading. */
public record Section(String title, List<Block> blocks) {

    public Section {
        blocks = List.copyOf(blocks);
    }

    /** The elements of a section. */
    public sealed interface Block {}

    /** A paragraph. */
    public record Paragraph(String text) implements Block {}

    /**
     * A table.
     *
     * @param rows rows with as many cells as there are columns
     * @param links the links of the first cell of each row, relative to the page, empty for no link; or none at all
     */
    public record Table(List<String> columns, List<List<String>> rows, List<String> links) implements Block {
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
            links = List.copyOf(links);
            if (!links.isEmpty() && links.size() != rows.size()) {
                throw new IllegalArgumentException("%d links of %d rows".formatted(links.size(), rows.size()));
            }
        }

        /** A table without links. */
        public Table(List<String> columns, List<List<String>> rows) {
            this(columns, rows, List.of());
        }
    }

    /** A figure with its title and caption. */
    public record Drawn(Figure figure) implements Block {}

    /**
     * A preformatted text.
     *
     * @param folded whether it is shown only on demand
     */
    public record Preformatted(String title, String text, boolean folded) implements Block {}
}
