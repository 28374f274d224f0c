package io.moduli.core.format;

import io.moduli.core.config.problem.BadInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Arrays in NumPy's format ({@code numpy.save}): the magic bytes, a version, the length of a header, the header, which is a
 * dictionary in Python's notation with {@code descr}, {@code fortran_order} and {@code shape}, and the numbers.
 *
 * <p>It reads integers and floats of any size and byte order, in C or Fortran order, and writes little-endian float32
 * numbers in C order. Numbers are rounded to float32; those too large for it are rejected.
 */
public final class NpyFile {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int PREFIX = 10;
    private static final int LONG_PREFIX = 12;
    private static final int ALIGNMENT = 64;

    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>|=]?)([a-zA-Z])(\\d*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d\\s,]*)\\)");

    private NpyFile() {}

    /**
     * Reads an array.
     *
     * @throws BadInputException if the file is not in this format, is truncated, or contains something that is not a
     *     number, or too much
     * @throws IOException if it cannot be read
     */
    public static NumberArray read(Path file) throws IOException, BadInputException {
        if (Files.size(file) > Integer.MAX_VALUE) {
            throw new BadInputException("%s: more than 2 GiB; split it into several files".formatted(file));
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        String header = header(file, bytes);
        Matcher type = find(file, TYPE, header, "a type of single numbers");
        boolean fortran = find(file, ORDER, header, "an order").group(1).equals("True");
        List<Integer> shape = shape(file, find(file, SHAPE, header, "a shape").group(1));
        bytes.order(type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int size = type.group(3).isEmpty() ? 1 : Integer.parseInt(type.group(3));
        long count = 1;
        for (int extent : shape) {
            count = Math.multiplyExact(count, (long) extent);
        }
        if (count * size != bytes.remaining()) {
            throw new BadInputException("%s: %d bytes of numbers, but shape %s of %s%d needs %d".formatted(
                    file, bytes.remaining(), shape, type.group(2), size, count * size));
        }
        float[] values = new float[(int) count];
        for (int index = 0; index < values.length; index++) {
            values[index] = number(file, bytes, type.group(2), size, index);
        }
        return new NumberArray(shape, fortran ? toRowMajor(values, shape) : values);
    }

    /** Writes an array. */
    public static void write(NumberArray array, OutputStream output) throws IOException {
        String shape = array.shape().stream().map(extent -> extent + ",").collect(Collectors.joining(" "));
        String dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': (%s), }".formatted(shape);
        int length = Math.ceilDiv(PREFIX + dictionary.length() + 1, ALIGNMENT) * ALIGNMENT - PREFIX;
        ByteBuffer head = ByteBuffer.allocate(PREFIX + length).order(ByteOrder.LITTLE_ENDIAN);
        head.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) length);
        head.put((dictionary + " ".repeat(length - dictionary.length() - 1) + "\n")
                .getBytes(StandardCharsets.US_ASCII));
        output.write(head.array());
        int piece = 1 << 14;
        ByteBuffer buffer = ByteBuffer.allocate(piece * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int begin = 0; begin < array.values().length; begin += piece) {
            int count = Math.min(piece, array.values().length - begin);
            buffer.clear();
            buffer.asFloatBuffer().put(array.values(), begin, count);
            output.write(buffer.array(), 0, count * Float.BYTES);
        }
    }

    private static String header(Path file, ByteBuffer bytes) throws BadInputException {
        if (bytes.remaining() < PREFIX || bytes.mismatch(ByteBuffer.wrap(MAGIC)) != MAGIC.length) {
            throw new BadInputException(
                    "%s: not a file of numpy.save: it does not begin with \\x93NUMPY".formatted(file));
        }
        boolean old = bytes.get(MAGIC.length) == 1;
        int begin = old ? PREFIX : LONG_PREFIX;
        long length = old ? Short.toUnsignedInt(bytes.getShort(MAGIC.length + 2))
                : bytes.remaining() < LONG_PREFIX ? -1 : Integer.toUnsignedLong(bytes.getInt(MAGIC.length + 2));
        if (length < 0 || begin + length > bytes.remaining()) {
            throw new BadInputException("%s: cut short: its header is not all there".formatted(file));
        }
        byte[] text = new byte[(int) length];
        bytes.position(begin).get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static Matcher find(Path file, Pattern pattern, String header, String what) throws BadInputException {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw new BadInputException("%s: its header does not say %s: %s".formatted(file, what, header.strip()));
        }
        return matcher;
    }

    private static List<Integer> shape(Path file, String text) throws BadInputException {
        List<Integer> shape = new ArrayList<>();
        long count = 1;
        try {
            for (String extent : text.split(",", -1)) {
                if (!extent.isBlank()) {
                    shape.add(Integer.parseInt(extent.strip()));
                    count = Math.multiplyExact(count, (long) shape.getLast());
                }
            }
        } catch (ArithmeticException | NumberFormatException large) {
            count = Long.MAX_VALUE;
        }
        if (count > Integer.MAX_VALUE) {
            throw new BadInputException("%s: a shape of (%s) is too large".formatted(file, text));
        }
        return shape;
    }

    private static float number(Path file, ByteBuffer bytes, String kind, int size, int index)
            throws BadInputException {
        double value = switch (kind + size) {
            case "f4" -> bytes.getFloat();
            case "f8" -> bytes.getDouble();
            case "f2" -> Float.float16ToFloat(bytes.getShort());
            case "i1" -> bytes.get();
            case "b1", "u1" -> Byte.toUnsignedInt(bytes.get());
            case "i2" -> bytes.getShort();
            case "u2" -> Short.toUnsignedInt(bytes.getShort());
            case "i4" -> bytes.getInt();
            case "u4" -> Integer.toUnsignedLong(bytes.getInt());
            case "i8" -> bytes.getLong();
            default -> throw new BadInputException(
                    "%s: numbers of type %s%d; save it as float32: array.astype(\"float32\")".formatted(
                            file, kind, size));
        };
        if (Math.abs(value) > Float.MAX_VALUE && Double.isFinite(value)) {
            throw new BadInputException("%s: number %d, %s, is too large for float32".formatted(file, index, value));
        }
        return (float) value;
    }

    /** From Fortran order, in which the first axis varies fastest. */
    private static float[] toRowMajor(float[] values, List<Integer> shape) {
        float[] ordered = new float[values.length];
        int[] position = new int[shape.size()];
        for (float value : values) {
            int index = 0;
            for (int axis = 0; axis < position.length; axis++) {
                index = index * shape.get(axis) + position[axis];
            }
            ordered[index] = value;
            for (int axis = 0; axis < position.length && ++position[axis] == shape.get(axis); axis++) {
                position[axis] = 0;
            }
        }
        return ordered;
    }
}
