package io.moduli.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.TaskShape;
import io.moduli.core.cell.StandardCells;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.network.Network;
import io.moduli.core.network.NetworkPlan;
import io.moduli.core.network.NetworkSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that others wrote, with what the format and PyTorch's names leave open. */
class ModelReaderTest {

    @TempDir
    Path folder;

    private final Team team = new Team(1);
    private final List<String> entries = new ArrayList<>();
    private final ByteBuffer data = ByteBuffer.allocate(10_000).order(ByteOrder.LITTLE_ENDIAN);

    @AfterEach
    void close() {
        team.close();
    }

    /** Two hidden units without biases, and three tokens or one number as input. */
    private Network network(boolean tied) {
        NetworkSettings settings = new NetworkSettings(
                StandardCells.elman("relu"), 2, 1, false, Optional.empty(), tied, 0);
        Input input = tied ? new Input.Tokens(3) : new Input.Dense(1);
        return new Network(new NetworkPlan(settings, new TaskShape(
                input, new InitialState.Zero(), ReadOut.EVERY_STEP, 3, Loss.Standard.SQUARED_ERROR, 2, 2)), team);
    }

    private static float[] values(Network network, String name) {
        Parameter parameter = network.parameters().stream().filter(one -> one.name().equals(name)).findFirst()
                .orElseThrow();
        float[] all = new float[parameter.rows() * parameter.columns()];
        float[] row = new float[parameter.columns()];
        for (int index = 0; index < parameter.rows(); index++) {
            parameter.readRow(index, row);
            System.arraycopy(row, 0, all, index * row.length, row.length);
        }
        return all;
    }

    private ModelReaderTest add(String name, String type, String shape, Runnable content) {
        int begin = data.position();
        content.run();
        entries.add("\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                .formatted(name, type, shape, begin, data.position()));
        return this;
    }

    private ModelReaderTest floats(String name, String shape, float... values) {
        return add(name, "F32", shape, () -> {
            for (float value : values) {
                data.putFloat(value);
            }
        });
    }

    private ModelReaderTest shorts(String name, String type, String shape, int... bits) {
        return add(name, type, shape, () -> Arrays.stream(bits).forEach(value -> data.putShort((short) value)));
    }

    private ModelReaderTest bytes(String name, String type, String shape, int... values) {
        return add(name, type, shape, () -> Arrays.stream(values).forEach(value -> data.put((byte) value)));
    }

    private void read(Network network) throws IOException, BadInputException {
        byte[] header = ("{" + String.join(",", entries) + "}").getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + header.length + data.position()).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(header.length).put(header).put(data.array(), 0, data.position());
        ModelReader.read(Files.write(folder.resolve("model.safetensors"), file.array()), network);
    }

    private void restOfDense() {
        floats("rnn.weight_ih_l0", "[2,1]", 1, 2).floats("decoder.weight", "[3,2]", 1, 2, 3, 4, 5, 6);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", value = {
        "F16 | 0x3e00, 0xc100, 0x0001, 0x0000 | 1.5, -2.5, 5.9604645e-8, 0",
        "BF16 | 0x3fc0, 0xc020, 0x0001, 0x0000 | 1.5, -2.5, 9.18355e-41, 0"})
    void halfPrecisionIsReadAsItIs(String type, String bits, String expected) throws Exception {
        shorts("rnn.weight_hh_l0", type, "[2,2]",
                Arrays.stream(bits.split(", ")).mapToInt(Integer::decode).toArray());
        restOfDense();
        Network network = network(false);

        read(network);

        String[] numbers = expected.split(", ");
        assertThat(values(network, "rnn.weight_hh_l0")).containsExactly(Float.parseFloat(numbers[0]),
                Float.parseFloat(numbers[1]), Float.parseFloat(numbers[2]), Float.parseFloat(numbers[3]));
    }

    @ParameterizedTest
    @CsvSource({"BOOL", "U8", "F16", "BF16", "F32"})
    void masksAreTruthValuesOrNumbers(String type) throws Exception {
        floats("rnn.weight_hh_l0", "[2,2]", 7, 0, 0, 8);
        switch (type) {
            case "F16" -> shorts("rnn.weight_hh_l0_mask", type, "[2,2]", 0x3c00, 0, 0x8000, 0x3c00);
            case "BF16" -> shorts("rnn.weight_hh_l0_mask", type, "[2,2]", 0x3f80, 0, 0x8000, 0x3f80);
            case "F32" -> floats("rnn.weight_hh_l0_mask", "[2,2]", 1, 0, -0f, 1);
            default -> bytes("rnn.weight_hh_l0_mask", type, "[2,2]", 1, 0, 0, 1);
        }
        restOfDense();
        Network network = network(false);

        read(network);

        Parameter weight = network.weights().stream().filter(one -> one.name().equals("rnn.weight_hh_l0")).findFirst()
                .orElseThrow();
        assertThat(weight.mask().orElseThrow().count()).isEqualTo(2);
        assertThat(values(network, "rnn.weight_hh_l0")).containsExactly(7, 0, 0, 8);
    }

    @Test
    void aMaskOfHalvesIsRefused() {
        floats("rnn.weight_hh_l0", "[2,2]", 7, 0, 0, 8);
        shorts("rnn.weight_hh_l0_mask", "F16", "[2,2]", 0x3c00, 0x3800, 0, 0x3c00);
        restOfDense();

        assertThatThrownBy(() -> read(network(false))).isInstanceOf(BadInputException.class)
                .hasMessageEndingWith("tensor rnn.weight_hh_l0_mask: entry (0, 1) is 0.5, not 0 or 1");
    }

    @Test
    void numbersThatWouldLoseDigitsAreRefused() {
        add("rnn.weight_hh_l0", "F64", "[2,2]", () -> data.putDouble(1).putDouble(2).putDouble(3).putDouble(4));
        restOfDense();

        assertThatThrownBy(() -> read(network(false))).isInstanceOf(BadInputException.class).hasMessageEndingWith(
                "tensor rnn.weight_hh_l0: F64 of shape [2, 2], but the network needs F32, F16 or BF16 of shape [2, 2]");
    }

    @Test
    void anEmptyTensorMayShareItsOffsetWhereverItStandsInTheHeader() throws Exception {
        floats("rnn.weight_hh_l0", "[2,2]", 1, 2, 3, 4);
        restOfDense();
        entries.addFirst("\"nothing\":{\"dtype\":\"F64\",\"shape\":[0,3],\"data_offsets\":[16,16]}");
        entries.addLast("\"none\":{\"dtype\":\"F64\",\"shape\":[0],\"data_offsets\":[0,0]}");
        Network network = network(false);

        read(network);

        assertThat(values(network, "rnn.weight_hh_l0")).containsExactly(1, 2, 3, 4);
    }

    @Test
    void anEmptyTensorWithinAnotherIsRefused() {
        floats("rnn.weight_hh_l0", "[2,2]", 1, 2, 3, 4);
        restOfDense();
        entries.addFirst("\"nothing\":{\"dtype\":\"F64\",\"shape\":[0],\"data_offsets\":[8,8]}");

        assertThatThrownBy(() -> read(network(false))).isInstanceOf(BadInputException.class)
                .hasMessageEndingWith("tensor nothing: begins at byte 8, where the one before ends at 16");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"encoder.weight", "decoder.weight", "encoder.weight,decoder.weight"})
    void tiedWeightsAreFoundUnderEitherName(String names) throws Exception {
        floats("rnn.weight_ih_l0", "[2,2]", 1, 2, 3, 4).floats("rnn.weight_hh_l0", "[2,2]", 1, 2, 3, 4);
        for (String name : names.split(",")) {
            floats(name, "[3,2]", 9, 8, 0, 6, 5, 4).bytes(name + "_mask", "BOOL", "[3,2]", 1, 1, 0, 1, 1, 1);
        }
        Network network = network(true);

        read(network);

        assertThat(values(network, "encoder.weight")).containsExactly(9, 8, 0, 6, 5, 4);
        assertThat(network.weights().getFirst().mask().orElseThrow().keeps(1, 0)).isFalse();
    }

    @Test
    void tiedWeightsThatDifferAreRefusedAndSoIsTheirAbsence() {
        floats("rnn.weight_ih_l0", "[2,2]", 1, 2, 3, 4).floats("rnn.weight_hh_l0", "[2,2]", 1, 2, 3, 4);
        assertThatThrownBy(() -> read(network(true))).isInstanceOf(BadInputException.class).hasMessageEndingWith(
                "there is no tensor encoder.weight or decoder.weight, which the network has");

        floats("encoder.weight", "[3,2]", 9, 8, 7, 6, 5, 4).floats("decoder.weight", "[3,2]", 9, 8, 7, 6, 5, 3);
        assertThatThrownBy(() -> read(network(true))).isInstanceOf(BadInputException.class).hasMessageEndingWith(
                "tensor decoder.weight: entry (2, 1) is 3.0, but 4.0 of encoder.weight, and the network's weights are "
                        + "tied");
    }
}
