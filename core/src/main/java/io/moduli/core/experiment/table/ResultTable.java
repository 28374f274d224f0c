package io.moduli.core.experiment.table;

import java.util.List;
import java.util.stream.Stream;

/**
 * A table before it is written in some format.
 *
 * @param title its title
 * @param conditions the headings of the columns that identify rows; empty for an experiment of one condition
 * @param figures the headings of the columns of numbers after them
 * @param rows rows with as many cells as there are headings
 * @param notes remarks for the reader, of a sentence or more each
 */
public record ResultTable(
        String title, List<String> conditions, List<String> figures, List<List<String>> rows, List<String> notes) {

    public ResultTable {
        conditions = List.copyOf(conditions);
        figures = List.copyOf(figures);
        rows = rows.stream().map(List::copyOf).toList();
        notes = List.copyOf(notes);
        int columns = conditions.size() + figures.size();
        for (List<String> row : rows) {
            if (row.size() != columns) {
                throw new IllegalArgumentException("%d cells for %d columns".formatted(row.size(), columns));
            }
        }
    }

    /** All headings. */
    public List<String> headings() {
        return Stream.concat(conditions.stream(), figures.stream()).toList();
    }
}
