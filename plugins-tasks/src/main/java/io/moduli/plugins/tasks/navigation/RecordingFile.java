package io.moduli.plugins.tasks.navigation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads positions from a file: text with a row {@code x,y} for each and an empty line between trajectories, or an array of
 * {@code numpy.save}, [positions × 2] or [trajectories × positions × 2] of little-endian float32 or float64 numbers.
 */
final class RecordingFile {

    private static final int COORDINATES = 2;
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1};
    private static final int PREFIX = 10;
    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '<f([48])', 'fortran_order': False, 'shape': \\((?:(\\d+), )?(\\d+), 2,?\\), \\}\\s*");

    /** A first row of two names. */
    private static final Pattern NAMES = Pattern.compile("\\s*\"?[A-Za-z_][^,]*,\\s*\"?[A-Za-z_][^,]*");

    private RecordingFile() {}

    /**
     * Reads the trajectories of a file, each as x, y, x, y …
     *
     * @throws RecordingException if the file is malformed
     * @throws IOException if it cannot be read
     */
    static List<double[]> read(Path file) throws IOException {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (!Files.isRegularFile(file)) {
            throw new RecordingException("%s: there is no such file".formatted(file));
        }
        if (name.endsWith(".csv")) {
            return text(file);
        }
        if (name.endsWith(".npy")) {
            return array(file);
        }
        throw new RecordingException("%s: recorded ways are in a .csv or a .npy".formatted(file));
    }

    private static List<double[]> text(Path file) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException malformed) {
            throw new RecordingException("%s: not UTF-8".formatted(file), malformed);
        }
        List<double[]> trajectories = new ArrayList<>();
        List<Double> numbers = new ArrayList<>();
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index);
            if (line.isBlank()) {
                end(numbers, trajectories);
            } else if (index > 0 || !NAMES.matcher(line).matches()) {
                String[] cells = line.split(",", -1);
                if (cells.length != COORDINATES) {
                    throw new RecordingException("%s:%d: %d numbers, where x and y are needed".formatted(
                            file, index + 1, cells.length));
                }
                for (String cell : cells) {
                    numbers.add(number(file, index + 1, cell.strip()));
                }
            }
        }
        end(numbers, trajectories);
        return trajectories;
    }

    private static void end(List<Double> numbers, List<double[]> trajectories) {
        if (!numbers.isEmpty()) {
            trajectories.add(numbers.stream().mapToDouble(Double::doubleValue).toArray());
            numbers.clear();
        }
    }

    private static double number(Path file, int line, String cell) throws RecordingException {
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException malformed) {
            throw new RecordingException("%s:%d: \"%s\" is not a number".formatted(file, line, cell), malformed);
        }
    }

    private static List<double[]> array(Path file) throws IOException {
        if (Files.size(file) > Integer.MAX_VALUE) {
            throw new RecordingException("%s: more than 2 GiB".formatted(file));
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int length = bytes.capacity() < PREFIX ? 0 : Short.toUnsignedInt(bytes.getShort(MAGIC.length + 1));
        if (bytes.capacity() < PREFIX + length || bytes.mismatch(ByteBuffer.wrap(MAGIC)) != MAGIC.length) {
            throw new RecordingException("%s: not a file of numpy.save".formatted(file));
        }
        String header = new String(bytes.array(), PREFIX, length, StandardCharsets.US_ASCII);
        Matcher parts = HEADER.matcher(header);
        if (!parts.matches()) {
            throw new RecordingException(
                    "%s: needed are [positions, 2] or [trajectories, positions, 2] little-endian float32 or float64 numbers in C's order, which numpy.ascontiguousarray(array, \"<f4\") gives, but it has %s"
                            .formatted(file, header.strip()));
        }
        boolean single = parts.group(1).equals("4");
        long count = parts.group(2) == null ? 1 : Long.parseLong(parts.group(2));
        long positions = Long.parseLong(parts.group(3));
        bytes.position(PREFIX + length);
        if (Math.multiplyHigh(count, positions) != 0
                || (double) count * positions * COORDINATES * (single ? 4 : 8) != bytes.remaining()) {
            throw new RecordingException("%s: cut short: %d bytes of numbers for %s".formatted(
                    file, bytes.remaining(), header.strip()));
        }
        List<double[]> trajectories = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            double[] trajectory = new double[(int) (COORDINATES * positions)];
            for (int index = 0; index < trajectory.length; index++) {
                trajectory[index] = single ? bytes.getFloat() : bytes.getDouble();
            }
            trajectories.add(trajectory);
        }
        return trajectories;
    }
}
