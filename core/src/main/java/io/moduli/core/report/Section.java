package io.moduli.core.report;

import io.moduli.core.report.drawing.Picture;
import java.util.List;

/** A part of the report under a heading. */
record Section(String title, List<Block> blocks) {

    Section {
        blocks = List.copyOf(blocks);
    }

    /** What a section is made of. */
    sealed interface Block {}

    /** A paragraph. */
    record Paragraph(String text) implements Block {}

    /**
     * A table.
     *
     * @param rows as many cells each as there are columns
     */
    record Table(List<String> columns, List<List<String>> rows) implements Block {
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /** A picture with what it shows. */
    record Figure(Picture picture, String caption) implements Block {}

    /**
     * A text as it is, in letters of one width.
     *
     * @param folded whether it is shown only when asked for
     */
    record Preformatted(String title, String text, boolean folded) implements Block {}
}
