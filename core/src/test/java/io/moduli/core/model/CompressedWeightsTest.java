package io.moduli.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moduli.api.RandomStreams;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.cell.StandardCells;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.StorageChoice;
import io.moduli.core.engine.storage.StorageFormat;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.model.SafetensorsReader.Tensor;
import io.moduli.core.network.Network;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Large sparse weights in three tensors, which readers see as a matrix and its mask. */
class CompressedWeightsTest {

    private static final String NAME = "rnn.weight_hh_l0";

    @TempDir
    Path folder;

    @Test
    void theFileHasTheTensorsOfCompressedSparseRows() throws Exception {
        Safetensors file = new Safetensors();
        CompressedWeights.add(file, NAME, weight());
        Path path = written(file);

        // The JSON header alone, as another program reads it.
        String header = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
        assertThat(header).contains("\"moduli.sparse.rnn.weight_hh_l0\":\"3 x 3\"")
                .contains("\"rnn.weight_hh_l0.values\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}")
                .contains(
                        "\"rnn.weight_hh_l0.crow_indices\":{\"dtype\":\"I32\",\"shape\":[4],\"data_offsets\":[12,28]}")
                .contains(
                        "\"rnn.weight_hh_l0.col_indices\":{\"dtype\":\"I32\",\"shape\":[3],\"data_offsets\":[28,40]}");
        ByteBuffer numbers = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        numbers.position(numbers.capacity() - 40);
        assertThat(new float[] {numbers.getFloat(), numbers.getFloat(), numbers.getFloat()}).containsExactly(2, 5, 6);
        int[] integers = new int[7];
        numbers.asIntBuffer().get(integers);
        assertThat(integers).containsExactly(0, 1, 1, 3, 1, 0, 2);
    }

    @Test
    void readersSeeAMatrixAndItsMask() throws Exception {
        Safetensors file = new Safetensors();
        CompressedWeights.add(file, NAME, weight());
        Path path = written(file);

        try (SafetensorsReader reader = SafetensorsReader.open(path)) {
            assertThat(reader.tensors()).containsOnlyKeys(NAME, NAME + "_mask");
            Tensor matrix = reader.tensors().get(NAME);
            assertThat(matrix.shape()).containsExactly(3L, 3L);
            float[][] rows = new float[3][3];
            for (int row = 0; row < 3; row++) {
                reader.readRow(matrix, row, rows[row]);
            }
            assertThat(rows).isDeepEqualTo(new float[][] {{0, 2, 0}, {0, 0, 0}, {5, 0, 6}});
        }
        assertThat(StoredMasks.read(path)).containsExactly(Map.entry(NAME, mask()));
    }

    /** A single dense row would take 3.6 GB. */
    @Test
    void aMaskTakesMemoryForItsEntriesAlone() throws Exception {
        Safetensors file = new Safetensors().describe("moduli.sparse." + NAME, "3 x 900000000");
        integers(file, "crow_indices", "0 1 1 3");
        integers(file, "col_indices", "1 0 899999999");
        file.add(NAME + ".values", Safetensors.Type.F32, List.of(3), 12, output -> output.write(new byte[12]));

        assertThat(StoredMasks.read(written(file))).containsExactly(Map.entry(
                NAME, Mask.builder(3, 900_000_000).keep(0, 1).keep(2, 0).keep(2, 899_999_999).build()));
    }

    @Test
    void aNetworkIsReadFromIt() throws Exception {
        Safetensors file = new Safetensors();
        CompressedWeights.add(file, NAME, weight());
        for (WeightShape shape : List.of(
                new WeightShape("rnn.weight_ih_l0", WeightRole.INPUT, 0, 1, 3, 2),
                new WeightShape("decoder.weight", WeightRole.READ_OUT, 0, 1, 1, 3))) {
            Parameter dense = Parameter.weight(shape, 1);
            dense.draw(new RandomStreams(1).stream(shape.name()));
            file.add(dense);
        }
        Path path = written(file);

        try (Team team = new Team(1)) {
            Network network = StoredNetwork.read(path, Optional.of(StandardCells.elman("tanh")), team);
            Parameter recurrent = network.weights().stream()
                    .filter(one -> one.name().equals(NAME)).findFirst().orElseThrow();
            assertThat(recurrent.mask()).contains(mask());
            assertThat(recurrent.copyOfValues().toArray()).containsExactly(0, 2, 0, 0, 0, 0, 5, 0, 6);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3 x 3   | 0 1 1 3 | 1 2 0 | tensor rnn.weight_hh_l0.col_indices: the entries of each row must have ascending columns from 0 to 2
            3 x 3   | 0 1 1 3 | 1 0 3 | tensor rnn.weight_hh_l0.col_indices: the entries of each row must have ascending columns from 0 to 2
            3 x 3   | 0 2 1 3 | 1 0 2 | tensor rnn.weight_hh_l0.col_indices: the entries of each row must have ascending columns from 0 to 2
            3 x 3   | 0 1 1 4 | 1 0 2 | tensor rnn.weight_hh_l0.values: F32 of shape [3], but its metadata and other tensors need F32 of shape [4]
            4 x 3   | 0 1 1 3 | 1 0 2 | tensor rnn.weight_hh_l0.crow_indices: I32 of shape [4], but its metadata and other tensors need I32 of shape [5]
            3 by 3  | 0 1 1 3 | 1 0 2 | its metadata: the extents of rnn.weight_hh_l0 are "3 by 3", not rows x columns
            """)
    void whatIsNotAMatrixIsRefused(String extents, String bounds, String columns, String message) throws Exception {
        Safetensors file = new Safetensors().describe("moduli.sparse." + NAME, extents);
        integers(file, "crow_indices", bounds);
        integers(file, "col_indices", columns);
        file.add(NAME + ".values", Safetensors.Type.F32, List.of(3), 12, output -> output.write(new byte[12]));
        Path path = written(file);

        assertThatThrownBy(() -> SafetensorsReader.open(path)).isInstanceOf(BadInputException.class)
                .hasMessage(path + ": " + message);
    }

    @Test
    void aTensorThatIsMissingIsNamed() throws Exception {
        Path path = written(new Safetensors().describe("moduli.sparse." + NAME, "3 x 3"));

        assertThatThrownBy(() -> SafetensorsReader.open(path)).isInstanceOf(BadInputException.class)
                .hasMessageContaining("tensor rnn.weight_hh_l0.crow_indices: is missing");
    }

    private static void integers(Safetensors file, String name, String numbers) {
        int[] all = Arrays.stream(numbers.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
        file.add(NAME + "." + name, Safetensors.Type.I32, List.of(all.length), 4L * all.length, output -> {
            ByteBuffer bytes = ByteBuffer.allocate(4 * all.length).order(ByteOrder.LITTLE_ENDIAN);
            for (int number : all) {
                bytes.putInt(number);
            }
            output.write(bytes.array());
        });
    }

    private static Mask mask() {
        return Mask.builder(3, 3).keep(0, 1).keep(2, 0).keep(2, 2).build();
    }

    private static Parameter weight() {
        Parameter weight = Parameter.masked(
                new WeightShape(NAME, WeightRole.RECURRENT, 0, 1, 3, 3), 1, mask(),
                new StorageChoice(StorageFormat.SPARSE, "the test asks for it"));
        weight.writeRow(0, new float[] {1, 2, 3});
        weight.writeRow(2, new float[] {5, 7, 6});
        return weight;
    }

    private Path written(Safetensors file) throws Exception {
        Path path = folder.resolve("model.safetensors");
        try (OutputStream output = Files.newOutputStream(path)) {
            file.writeTo(output);
        }
        return path;
    }
}
