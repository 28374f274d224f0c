package io.moduli.core.model;

import io.moduli.api.weight.Mask;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.StorageFormat;
import io.moduli.core.model.SafetensorsReader.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Large sparse weights in files: compressed sparse rows in three tensors, named as in PyTorch's
 * {@code sparse_csr_tensor}. Row r has the entries from {@code crow_indices[r]} to {@code crow_indices[r + 1] - 1},
 * whose columns and values are in {@code col_indices} and {@code values}. The extents are in the file's metadata.
 * Readers of models see a matrix and its mask.
 */
final class CompressedWeights {

    /** The type of a compressed matrix, as readers see it. */
    static final String VALUES = "CSR";
    /** The type of its mask. */
    static final String MASK = "CSR-MASK";

    /** The size above which weights are compressed: 256 MiB. */
    private static final long MOST_ENTRIES = 1L << 26;

    private static final String EXTENTS = "moduli.sparse.";
    private static final String ROW_BOUNDS = ".crow_indices";
    private static final String COLUMNS = ".col_indices";
    private static final String ENTRIES = ".values";

    private CompressedWeights() {}

    /** Whether a weight is stored compressed. */
    static boolean isDue(Parameter parameter) {
        return parameter.format() == StorageFormat.SPARSE
                && (long) parameter.rows() * parameter.columns() > MOST_ENTRIES;
    }

    /** Adds a weight and its mask. */
    static void add(Safetensors file, String name, Parameter weight) {
        Mask mask = weight.mask().orElseThrow();
        int count = Math.toIntExact(mask.count());
        file.describe(EXTENTS + name, "%d x %d".formatted(weight.rows(), weight.columns()));
        file.add(name + ENTRIES, Safetensors.Type.F32, List.of(count), (long) count * Float.BYTES, output -> {
            for (int row = 0; row < weight.rows(); row++) {
                ByteBuffer bytes = numbers(mask.count(row));
                weight.forEachKept(row, (_, value) -> bytes.putFloat(value));
                output.write(bytes.array());
            }
        });
        file.add(name + ROW_BOUNDS, Safetensors.Type.I32, List.of(weight.rows() + 1),
                (weight.rows() + 1L) * Integer.BYTES, output -> {
                    ByteBuffer bytes = numbers(weight.rows() + 1).putInt(0);
                    int end = 0;
                    for (int row = 0; row < weight.rows(); row++) {
                        end += mask.count(row);
                        bytes.putInt(end);
                    }
                    output.write(bytes.array());
                });
        file.add(name + COLUMNS, Safetensors.Type.I32, List.of(count), (long) count * Integer.BYTES, output -> {
            for (int row = 0; row < weight.rows(); row++) {
                ByteBuffer bytes = numbers(mask.count(row));
                weight.forEachKept(row, (column, _) -> bytes.putInt(column));
                output.write(bytes.array());
            }
        });
    }

    private static ByteBuffer numbers(int count) {
        return ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * A compressed weight of a file.
     *
     * @param bounds where each row's entries begin, and where those of the last row end
     * @param columns the tensor of the entries' columns
     * @param values that of their values
     */
    record Parts(int[] bounds, Tensor columns, Tensor values) {}

    /** Reads a part of a tensor as raw bytes. */
    @FunctionalInterface
    interface PartReader {

        /** Fills a buffer from a position in the tensor. */
        void read(Tensor tensor, long position, ByteBuffer bytes) throws IOException;
    }

    /**
     * Replaces the three tensors of each compressed weight by a matrix and a mask.
     *
     * @param tensors by their names; changed
     * @return the parts of the new tensors
     * @throws BadInputException if something is missing, or the entries do not fit the matrix
     */
    static Map<Tensor, Parts> join(
            Path path, Map<String, Tensor> tensors, Map<String, String> metadata, PartReader reader)
            throws IOException, BadInputException {
        Map<Tensor, Parts> parts = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            if (entry.getKey().startsWith(EXTENTS)) {
                String name = entry.getKey().substring(EXTENTS.length());
                List<Long> shape = extents(path, name, entry.getValue());
                int rows = Math.toIntExact(shape.getFirst());
                Tensor bounds = taken(path, tensors, name + ROW_BOUNDS, "I32", rows + 1L);
                int[] begins = integers(reader, bounds);
                Tensor values = taken(path, tensors, name + ENTRIES, "F32", begins[rows]);
                Tensor columns = taken(path, tensors, name + COLUMNS, "I32", begins[rows]);
                check(path, name, begins, integers(reader, columns), shape.getLast());
                Parts compressed = new Parts(begins, columns, values);
                for (String type : List.of(VALUES, MASK)) {
                    Tensor joined = new Tensor(type, shape, bounds.begin(), bounds.end());
                    tensors.put(type.equals(MASK) ? ModelReader.maskOf(name) : name, joined);
                    parts.put(joined, compressed);
                }
            }
        }
        return parts;
    }

    private static List<Long> extents(Path path, String name, String said) throws BadInputException {
        if (!said.matches("[1-9][0-9]{0,8} x [1-9][0-9]{0,8}")) {
            throw new BadInputException("%s: its metadata: the extents of %s are \"%s\", not rows x columns".formatted(
                    path, name, said));
        }
        String[] numbers = said.split(" x ", -1);
        return List.of(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
    }

    private static Tensor taken(Path path, Map<String, Tensor> tensors, String name, String type, long count)
            throws BadInputException {
        Tensor tensor = tensors.remove(name);
        if (tensor == null || !tensor.type().equals(type) || !tensor.shape().equals(List.of(count))) {
            throw new BadInputException("%s: tensor %s: %s, but its metadata and other tensors need %s of shape [%d]"
                    .formatted(path, name,
                            tensor == null ? "is missing" : tensor.type() + " of shape " + tensor.shape(),
                            type, count));
        }
        return tensor;
    }

    private static int[] integers(PartReader reader, Tensor tensor) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(tensor.end() - tensor.begin()));
        reader.read(tensor, 0, bytes);
        int[] numbers = new int[bytes.capacity() / Integer.BYTES];
        bytes.clear().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(numbers);
        return numbers;
    }

    private static void check(Path path, String name, int[] begins, int[] columns, long width)
            throws BadInputException {
        boolean good = begins[0] == 0;
        for (int row = 0; good && row + 1 < begins.length; row++) {
            good = begins[row] <= begins[row + 1] && begins[row + 1] <= columns.length;
            for (int entry = begins[row]; good && entry < begins[row + 1]; entry++) {
                good = columns[entry] >= (entry > begins[row] ? columns[entry - 1] + 1 : 0) && columns[entry] < width;
            }
        }
        if (!good) {
            throw new BadInputException(
                    "%s: tensor %s%s: the entries of each row must have ascending columns from 0 to %d".formatted(
                            path, name, COLUMNS, width - 1));
        }
    }

    /** Reads the mask: the columns of each row, and nothing else. */
    static Mask mask(Tensor tensor, Parts parts, PartReader reader) throws IOException {
        int rows = parts.bounds.length - 1;
        Mask.Builder mask = Mask.builder(rows, Math.toIntExact(tensor.shape().getLast()));
        for (int row = 0; row < rows; row++) {
            ByteBuffer columns = part(parts.columns, parts, row, reader);
            while (columns.hasRemaining()) {
                mask.keep(row, columns.getInt());
            }
        }
        return mask.build();
    }

    /** The numbers of a row, of four bytes each. */
    private static ByteBuffer part(Tensor numbers, Parts parts, int row, PartReader reader) throws IOException {
        ByteBuffer bytes = numbers(parts.bounds[row + 1] - parts.bounds[row]);
        reader.read(numbers, (long) parts.bounds[row] * Integer.BYTES, bytes);
        return bytes.clear().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Reads a row of a matrix or mask. */
    static void readRow(Tensor tensor, Parts parts, int row, float[] values, PartReader reader) throws IOException {
        Arrays.fill(values, 0);
        ByteBuffer columns = part(parts.columns, parts, row, reader);
        if (tensor.type().equals(MASK)) {
            while (columns.hasRemaining()) {
                values[columns.getInt()] = 1;
            }
            return;
        }
        ByteBuffer entries = part(parts.values, parts, row, reader);
        while (columns.hasRemaining()) {
            values[columns.getInt()] = entries.getFloat();
        }
    }
}
