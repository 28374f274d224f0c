package io.moduli.core.format;

import io.moduli.core.config.problem.BadInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sequences as text: one row per time step, one column per feature, numbers separated by commas, and an empty line
 * between sequences. A first row of names is skipped.
 */
public final class CsvFile {

    private CsvFile() {}

    /**
     * Reads sequences.
     *
     * @return at least one, each of at least one row; all rows have as many numbers
     * @throws BadInputException if something is not a number, or a row is longer or shorter than the first; it names the line
     * @throws IOException if the file cannot be read
     */
    public static List<List<float[]>> read(Path file) throws IOException, BadInputException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException malformed) {
            throw new BadInputException("%s: not UTF-8".formatted(file), malformed);
        }
        List<List<float[]>> sequences = new ArrayList<>();
        List<float[]> rows = new ArrayList<>();
        int columns = 0;
        boolean begun = false;
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index);
            if (line.isBlank()) {
                if (!rows.isEmpty()) {
                    sequences.add(rows);
                    rows = new ArrayList<>();
                }
                continue;
            }
            String[] cells = line.split(",", -1);
            if (!begun && areNames(cells)) {
                begun = true;
                continue;
            }
            begun = true;
            float[] row = row(file, index + 1, cells);
            columns = columns == 0 ? row.length : columns;
            if (row.length != columns) {
                throw new BadInputException("%s:%d: %d numbers, where the rows before have %d".formatted(
                        file, index + 1, row.length, columns));
            }
            rows.add(row);
        }
        if (!rows.isEmpty()) {
            sequences.add(rows);
        }
        if (sequences.isEmpty()) {
            throw new BadInputException("%s: no numbers in it".formatted(file));
        }
        return sequences;
    }

    /** Writes sequences. */
    public static void write(List<List<float[]>> sequences, OutputStream output) throws IOException {
        boolean first = true;
        for (List<float[]> rows : sequences) {
            StringBuilder text = new StringBuilder(first ? "" : "\n");
            first = false;
            for (float[] row : rows) {
                text.append(IntStream.range(0, row.length).mapToObj(column -> Float.toString(row[column]))
                        .collect(Collectors.joining(","))).append('\n');
            }
            output.write(text.toString().getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static boolean areNames(String[] cells) {
        for (String cell : cells) {
            try {
                Float.parseFloat(cell.strip());
                return false;
            } catch (NumberFormatException name) {
                // the next may be a number
            }
        }
        return true;
    }

    private static float[] row(Path file, int line, String[] cells) throws BadInputException {
        float[] row = new float[cells.length];
        for (int column = 0; column < cells.length; column++) {
            try {
                row[column] = Float.parseFloat(cells[column].strip());
            } catch (NumberFormatException malformed) {
                throw new BadInputException("%s:%d: column %d, \"%s\", is not a number".formatted(
                        file, line, column + 1, cells[column].strip()), malformed);
            }
            if (!Float.isFinite(row[column])) {
                throw new BadInputException("%s:%d: column %d, %s, is not a finite float32 number".formatted(
                        file, line, column + 1, cells[column].strip()));
            }
        }
        return row;
    }
}
