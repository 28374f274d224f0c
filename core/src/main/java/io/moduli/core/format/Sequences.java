package io.moduli.core.format;

import io.moduli.core.config.problem.BadInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Sequences of vectors of equal length, read from or written to a file: {@code .npy} contains them as [time, numbers],
 * or several as [sequences, time, numbers]; {@code .csv} as described in {@link CsvFile}.
 *
 * @param rows for each sequence its vectors, in the order of time
 * @param several whether they were stored as several sequences, even if there is just one
 */
public record Sequences(List<List<float[]>> rows, boolean several) {

    private static final int AXES_OF_SEVERAL = 3;

    public Sequences {
        rows = List.copyOf(rows);
    }

    /** The formats there are. */
    private enum Format {
        NPY,
        CSV;

        static Format of(Path file) throws BadInputException {
            String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
            for (Format format : values()) {
                if (name.endsWith("." + format.name().toLowerCase(Locale.ROOT))) {
                    return format;
                }
            }
            throw new BadInputException("%s: a file of sequences is called .npy or .csv".formatted(file));
        }
    }

    /** Rejects a file name without a known format. */
    public static void requireFormat(Path file) throws BadInputException {
        Format.of(file);
    }

    /**
     * Reads sequences of vectors.
     *
     * @param scalars whether a vector is a single number, so that an npy file may omit its axis
     * @throws BadInputException if the file is malformed, or has another shape
     * @throws IOException if it cannot be read
     */
    public static Sequences read(Path file, boolean scalars) throws IOException, BadInputException {
        return switch (Format.of(file)) {
            case CSV -> {
                List<List<float[]>> rows = CsvFile.read(file);
                yield new Sequences(rows, rows.size() > 1);
            }
            case NPY -> of(file, NpyFile.read(file), scalars);
        };
    }

    private static Sequences of(Path file, NumberArray array, boolean scalars) throws BadInputException {
        List<Integer> shape = new ArrayList<>(array.shape());
        if (scalars && shape.size() < AXES_OF_SEVERAL && (shape.isEmpty() || shape.getLast() != 1)) {
            shape.add(1);
        }
        if (shape.size() != AXES_OF_SEVERAL && shape.size() != AXES_OF_SEVERAL - 1
                || shape.contains(0)) {
            throw new BadInputException("%s: an array of shape %s, where %s is needed".formatted(
                    file, array.shape(),
                    scalars ? "[time] or [sequences, time]" : "[time, numbers] or [sequences, time, numbers]"));
        }
        int width = shape.getLast();
        int time = shape.get(shape.size() - 2);
        int count = shape.size() == AXES_OF_SEVERAL ? shape.getFirst() : 1;
        List<List<float[]>> sequences = new ArrayList<>();
        for (int sequence = 0; sequence < count; sequence++) {
            List<float[]> rows = new ArrayList<>();
            for (int step = 0; step < time; step++) {
                int begin = (sequence * time + step) * width;
                rows.add(Arrays.copyOfRange(array.values(), begin, begin + width));
            }
            sequences.add(rows);
        }
        return new Sequences(sequences, shape.size() == AXES_OF_SEVERAL);
    }

    /**
     * Writes the sequences.
     *
     * @param file the file, whose name determines the format
     * @throws BadInputException if npy cannot hold them because their lengths differ
     * @throws IOException if it cannot be written
     */
    public void write(Path file, OutputStream output) throws IOException, BadInputException {
        switch (Format.of(file)) {
            case CSV -> CsvFile.write(rows, output);
            case NPY -> NpyFile.write(array(file), output);
        }
    }

    private NumberArray array(Path file) throws BadInputException {
        int time = rows.getFirst().size();
        int width = rows.getFirst().getFirst().length;
        float[] values = new float[Math.multiplyExact(Math.multiplyExact(rows.size(), time), width)];
        int position = 0;
        for (List<float[]> sequence : rows) {
            if (sequence.size() != time) {
                throw new BadInputException(
                        "%s: sequences of %d and of %d time steps are not one array; write them to a .csv".formatted(
                                file, time, sequence.size()));
            }
            for (float[] row : sequence) {
                System.arraycopy(row, 0, values, position, width);
                position += width;
            }
        }
        return new NumberArray(several ? List.of(rows.size(), time, width) : List.of(time, width), values);
    }
}
