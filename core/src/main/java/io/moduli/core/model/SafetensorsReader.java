package io.moduli.core.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moduli.api.weight.Mask;
import io.moduli.core.config.problem.BadInputException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads tensors from a file in the safetensors format ({@link Safetensors} says what that is). Nothing in the file is
 * trusted: every tensor that it lists must be inside the file, must not overlap another, and must have exactly the
 * bytes that its shape requires.
 */
public final class SafetensorsReader implements AutoCloseable {

    /** The longest header that the format allows. */
    private static final long LONGEST_HEADER = 100_000_000;

    static final String METADATA = "__metadata__";

    private static final Map<String, Integer> BYTES = Map.ofEntries(
            Map.entry("BOOL", 1), Map.entry("U8", 1), Map.entry("I8", 1), Map.entry("U16", 2), Map.entry("I16", 2),
            Map.entry("F16", 2), Map.entry("BF16", 2), Map.entry("U32", 4), Map.entry("I32", 4), Map.entry("F32", 4),
            Map.entry("U64", 8), Map.entry("I64", 8), Map.entry("F64", 8));

    private final Path path;
    private final FileChannel channel;
    private final Map<String, Tensor> tensors;
    private final Map<String, String> metadata;
    private final Map<Tensor, CompressedWeights.Parts> compressed;

    private SafetensorsReader(Path path, FileChannel channel, Header header) throws IOException, BadInputException {
        this.path = path;
        this.channel = channel;
        this.compressed = CompressedWeights.join(path, header.tensors(), header.metadata(), this::read);
        this.tensors = Collections.unmodifiableMap(header.tensors());
        this.metadata = Collections.unmodifiableMap(header.metadata());
    }

    /** The length of what precedes the tensors. */
    private record Header(Map<String, Tensor> tensors, Map<String, String> metadata) {}

    /**
     * What the header contains about a tensor.
     *
     * @param type such as {@code F32}; {@code CSR} and {@code CSR-MASK} for the tensors that {@link CompressedWeights}
     *     combines
     * @param shape its extents
     * @param begin the position of its first byte in the file
     * @param end one past the position of its last
     */
    public record Tensor(String type, List<Long> shape, long begin, long end) {

        public Tensor {
            shape = List.copyOf(shape);
        }
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws BadInputException where it is not a safetensors file
     * @throws IOException where it cannot be read
     */
    public static SafetensorsReader open(Path path) throws IOException, BadInputException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new SafetensorsReader(path, channel, header(path, channel));
        } catch (IOException | BadInputException | RuntimeException unreadable) {
            channel.close();
            throw unreadable;
        }
    }

    /** The tensors by their names, in the header's order. */
    public Map<String, Tensor> tensors() {
        return tensors;
    }

    /** The metadata of the file, by keys that its writer chose. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** The file. */
    public Path path() {
        return path;
    }

    /** Whether the numbers of a type are floats, none of which has more digits than a float32. */
    public static boolean isFloat(String type) {
        return List.of("F32", "F16", "BF16", CompressedWeights.VALUES).contains(type);
    }

    /**
     * Reads a row of a tensor as float32 numbers, which represent every number of its type exactly.
     *
     * @param tensor of floats that {@link #isFloat} knows, or of {@code U8} or {@code BOOL}
     * @param row counted from 0; a tensor with one extent has rows of one number
     * @param values receives the row, which must have as many numbers
     */
    public void readRow(Tensor tensor, int row, float[] values) throws IOException {
        CompressedWeights.Parts parts = compressed.get(tensor);
        if (parts != null) {
            CompressedWeights.readRow(tensor, parts, row, values, this::read);
            return;
        }
        int size = Objects.requireNonNull(BYTES.get(tensor.type()));
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(size, values.length));
        fill(channel, tensor.begin() + (long) row * bytes.capacity(), bytes);
        for (int index = 0; index < values.length; index++) {
            values[index] = switch (tensor.type()) {
                case "F32" -> bytes.getFloat();
                case "F16" -> Float.float16ToFloat(bytes.getShort());
                // A bfloat16 is the upper half of a float32.
                case "BF16" -> Float.intBitsToFloat(bytes.getShort() << Short.SIZE);
                case "U8", "BOOL" -> Byte.toUnsignedInt(bytes.get());
                default -> throw new IllegalArgumentException("no floats: " + tensor.type());
            };
        }
    }

    /**
     * Reads the mask of a compressed weight, in time and memory for its entries alone.
     *
     * @return empty for any other tensor
     */
    Optional<Mask> compressedMask(Tensor tensor) throws IOException {
        CompressedWeights.Parts parts = compressed.get(tensor);
        return parts != null && tensor.type().equals(CompressedWeights.MASK)
                ? Optional.of(CompressedWeights.mask(tensor, parts, this::read))
                : Optional.empty();
    }

    /**
     * Reads all numbers of a float64 tensor of less than 2 GiB.
     *
     * @throws ArithmeticException if it is larger
     */
    public double[] readDoubles(Tensor tensor) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(tensor.end() - tensor.begin()));
        fill(channel, tensor.begin(), bytes);
        double[] values = new double[bytes.remaining() / Double.BYTES];
        bytes.asDoubleBuffer().get(values);
        return values;
    }

    /**
     * Reads a part of a tensor as raw bytes.
     *
     * @param position the first byte, counted from the tensor's first
     * @param bytes is filled from 0 to its limit
     */
    public void read(Tensor tensor, long position, ByteBuffer bytes) throws IOException {
        int limit = bytes.limit();
        if (position < 0 || position + limit > tensor.end() - tensor.begin()) {
            throw new IllegalArgumentException("bytes %d to %d of a tensor of %d".formatted(
                    position, position + limit, tensor.end() - tensor.begin()));
        }
        fill(channel, tensor.begin() + position, bytes.slice(0, limit));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static Header header(Path path, FileChannel channel) throws IOException, BadInputException {
        long size = channel.size();
        if (size < Long.BYTES) {
            throw new BadInputException("%s: not a safetensors file: it has %d bytes".formatted(path, size));
        }
        ByteBuffer prefix = ByteBuffer.allocate(Long.BYTES);
        fill(channel, 0, prefix);
        long length = prefix.getLong();
        if (length < 2 || length > Math.min(LONGEST_HEADER, size - Long.BYTES)) {
            throw new BadInputException("%s: not a safetensors file: a header of %s bytes in a file of %d".formatted(
                    path, Long.toUnsignedString(length), size));
        }
        ByteBuffer json = ByteBuffer.allocate((int) length);
        fill(channel, Long.BYTES, json);
        JsonNode root;
        try {
            root = new ObjectMapper()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(json.array());
        } catch (JsonProcessingException malformed) {
            throw new BadInputException(
                    "%s: its header is not JSON: %s".formatted(path, malformed.getOriginalMessage()), malformed);
        }
        if (!root.isObject()) {
            throw new BadInputException("%s: its header is not a JSON object".formatted(path));
        }
        long data = Long.BYTES + length;
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            if (entry.getKey().equals(METADATA)) {
                entry.getValue().properties().forEach(said -> metadata.put(said.getKey(), said.getValue().asText()));
            } else {
                tensors.put(entry.getKey(), tensor(path, entry.getKey(), entry.getValue(), data, size));
            }
        }
        requireSideBySide(path, tensors, data, size);
        return new Header(tensors, metadata);
    }

    private static Tensor tensor(Path path, String name, JsonNode entry, long data, long size)
            throws BadInputException {
        String type = entry.path("dtype").asText();
        Integer bytes = BYTES.get(type);
        if (bytes == null) {
            throw new BadInputException("%s: tensor %s: unknown dtype \"%s\"".formatted(path, name, type));
        }
        List<Long> shape = numbers(path, name, "shape", entry.path("shape"));
        List<Long> offsets = numbers(path, name, "data_offsets", entry.path("data_offsets"));
        if (offsets.size() != 2 || offsets.get(0) > offsets.get(1) || offsets.get(1) > size - data) {
            throw new BadInputException("%s: tensor %s: data_offsets %s are not within the %d bytes that there are"
                    .formatted(path, name, offsets, size - data));
        }
        long needed = bytes;
        try {
            for (long extent : shape) {
                needed = Math.multiplyExact(needed, extent);
            }
        } catch (ArithmeticException overflow) {
            throw new BadInputException("%s: tensor %s: a shape of %s is too large".formatted(path, name, shape),
                    overflow);
        }
        if (needed != offsets.get(1) - offsets.get(0)) {
            throw new BadInputException("%s: tensor %s: %d bytes for %s of shape %s, which needs %d".formatted(
                    path, name, offsets.get(1) - offsets.get(0), type, shape, needed));
        }
        return new Tensor(type, shape, data + offsets.get(0), data + offsets.get(1));
    }

    /** Whole numbers that are not negative. */
    private static List<Long> numbers(Path path, String name, String key, JsonNode list) throws BadInputException {
        List<Long> numbers = new ArrayList<>();
        boolean good = list.isArray();
        for (JsonNode number : list) {
            good &= number.isIntegralNumber() && number.canConvertToLong() && number.asLong() >= 0;
            numbers.add(number.asLong());
        }
        if (!good) {
            throw new BadInputException(
                    "%s: tensor %s: %s is not a list of whole numbers, but %s".formatted(path, name, key, list));
        }
        return numbers;
    }

    /** The format allows neither holes nor overlapping tensors. */
    private static void requireSideBySide(Path path, Map<String, Tensor> tensors, long data, long size)
            throws BadInputException {
        long position = data;
        List<Map.Entry<String, Tensor>> sorted = new ArrayList<>(tensors.entrySet());
        // An empty tensor begins and ends where the next one begins.
        sorted.sort(Comparator.<Map.Entry<String, Tensor>>comparingLong(entry -> entry.getValue().begin())
                .thenComparingLong(entry -> entry.getValue().end()));
        for (Map.Entry<String, Tensor> entry : sorted) {
            if (entry.getValue().begin() != position) {
                throw new BadInputException("%s: tensor %s: begins at byte %d, where the one before ends at %d"
                        .formatted(path, entry.getKey(), entry.getValue().begin() - data, position - data));
            }
            position = entry.getValue().end();
        }
        if (position != size) {
            throw new BadInputException(
                    "%s: %d bytes after the last tensor".formatted(path, size - position));
        }
    }

    private static void fill(FileChannel channel, long position, ByteBuffer bytes) throws IOException {
        bytes.clear().order(ByteOrder.LITTLE_ENDIAN);
        long from = position;
        while (bytes.hasRemaining()) {
            int read = channel.read(bytes, from);
            if (read < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
            from += read;
        }
        bytes.flip();
    }
}
