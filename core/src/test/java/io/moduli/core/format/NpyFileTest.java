package io.moduli.core.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moduli.core.config.problem.BadInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as numpy.save writes them. */
class NpyFileTest {

    @TempDir
    Path folder;

    private Path file(String header, ByteOrder order, Consumer<ByteBuffer> numbers) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) header.length());
        bytes.put(header.getBytes(StandardCharsets.US_ASCII)).order(order);
        numbers.accept(bytes);
        byte[] all = new byte[bytes.position()];
        bytes.flip().get(all);
        return Files.write(folder.resolve("array.npy"), all);
    }

    private static String header(String type, String fortran, String shape) {
        return "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }          \n".formatted(type, fortran, shape);
    }

    @Test
    void whatIsWrittenIsInNumpysFormatAndReadBack() throws Exception {
        NumberArray array = new NumberArray(List.of(2, 3), new float[] {1, -2, 3.5f, 0, 1e-30f, 7});
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        NpyFile.write(array, bytes);
        byte[] written = bytes.toByteArray();

        assertThat(written).hasSize(128 + 6 * 4);
        assertThat(new String(written, 10, 118, StandardCharsets.US_ASCII)).endsWith("\n")
                .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3,), }  ");
        assertThat(written[8]).isEqualTo((byte) 118);
        NumberArray read = NpyFile.read(Files.write(folder.resolve("written.npy"), written));
        assertThat(read.shape()).containsExactly(2, 3);
        assertThat(read.values()).containsExactly(1, -2, 3.5f, 0, 1e-30f, 7);
    }

    @Test
    void bigEndianDoublesInFortransOrderAreRead() throws Exception {
        NumberArray read = NpyFile.read(file(header(">f8", "True", "(2, 3)"), ByteOrder.BIG_ENDIAN, bytes -> {
            for (double value : new double[] {1, 4, 2, 5, 3, 6}) {
                bytes.putDouble(value);
            }
        }));

        assertThat(read.shape()).containsExactly(2, 3);
        assertThat(read.values()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void integersAndHalfPrecisionAreRead() throws Exception {
        assertThat(NpyFile.read(file(header("<i8", "False", "(2,)"), ByteOrder.LITTLE_ENDIAN,
                bytes -> bytes.putLong(-3).putLong(9999))).values()).containsExactly(-3, 9999);
        assertThat(NpyFile.read(file(header("|u1", "False", "(1,)"), ByteOrder.LITTLE_ENDIAN,
                bytes -> bytes.put((byte) 200))).values()).containsExactly(200);
        assertThat(NpyFile.read(file(header("<f2", "False", "()"), ByteOrder.LITTLE_ENDIAN,
                bytes -> bytes.putShort((short) 0xc100))).values()).containsExactly(-2.5f);
    }

    private void refuses(Path file, String message) {
        assertThatThrownBy(() -> NpyFile.read(file)).isInstanceOf(BadInputException.class)
                .hasMessage(file + ": " + message);
    }

    @Test
    void otherFilesAreRefusedWithTheReason() throws Exception {
        refuses(file(header("<f4", "False", "(2,)"), ByteOrder.LITTLE_ENDIAN, bytes -> bytes.putFloat(1)),
                "4 bytes of numbers, but shape [2] of f4 needs 8");
        refuses(file(header("<c8", "False", "(1,)"), ByteOrder.LITTLE_ENDIAN, bytes -> bytes.putDouble(1)),
                "numbers of type c8; save it as float32: array.astype(\"float32\")");
        refuses(file(header("<f8", "False", "(1,)"), ByteOrder.LITTLE_ENDIAN, bytes -> bytes.putDouble(1e300)),
                "number 0, 1.0E300, is too large for float32");
        refuses(file(header("<f4", "False", "(99999, 99999)"), ByteOrder.LITTLE_ENDIAN, _ -> {}),
                "a shape of (99999, 99999) is too large");
        refuses(Files.writeString(folder.resolve("text.npy"), "1, 2, 3, 4, 5\n"),
                "not a file of numpy.save: it does not begin with \\x93NUMPY");
        Path whole = file(header("<f4", "False", "(1,)"), ByteOrder.LITTLE_ENDIAN, bytes -> bytes.putFloat(1));
        byte[] bytes = Files.readAllBytes(whole);
        refuses(Files.write(folder.resolve("cut.npy"), Arrays.copyOf(bytes, 30)),
                "cut short: its header is not all there");
    }
}
