package io.moduli.core.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.task.Batch;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.Mask;
import io.moduli.core.SmallTask;
import io.moduli.core.cell.StandardCells;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.model.ModelReader;
import io.moduli.core.model.NetworkDescription;
import io.moduli.core.model.Safetensors;
import io.moduli.core.network.Network;
import io.moduli.core.network.NetworkPlan;
import io.moduli.core.network.NetworkSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks in programs compute what they compute in a run. */
class TrainedNetworkTest {

    private static final int TIME = 5;
    private static final int SEQUENCES = 3;

    @TempDir
    Path folder;

    private final Team team = new Team(2);

    @AfterEach
    void close() {
        team.close();
    }

    private static RecurrentCell cell(String name) {
        return switch (name) {
            case "gru" -> StandardCells.gru();
            case "lstm" -> StandardCells.lstm();
            default -> StandardCells.elman(name);
        };
    }

    private static String json(String name) {
        return name.equals("gru") || name.equals("lstm") ? "{\"type\":\"%s\"}".formatted(name)
                : "{\"type\":\"elman\",\"activation\":\"%s\"}".formatted(name);
    }

    private Network network(String cell, Input input, InitialState start, boolean tied, double kept) {
        TaskShape task = new TaskShape(
                input, start, ReadOut.EVERY_STEP, 7, Loss.Standard.CLASS_CROSS_ENTROPY, TIME, SEQUENCES);
        Network network = new Network(
                new NetworkPlan(new NetworkSettings(cell(cell), 12, 2, true, Optional.empty(), tied, 0.5), task),
                team);
        SplittableRandom random = new SplittableRandom(11);
        for (Parameter parameter : network.parameters()) {
            parameter.draw(random);
            if (kept < 1 && parameter.weight().isPresent()) {
                Mask mask = SmallTask.mask(parameter.rows(), parameter.columns(), kept, random);
                parameter.prune(mask, network.storageOf(parameter, mask));
            }
        }
        return network;
    }

    private Path stored(Network network, Optional<String> cell) throws IOException {
        Safetensors tensors = new Safetensors();
        cell.ifPresent(name -> NetworkDescription.of(json(name), network.plan().task()).metadata()
                .forEach(tensors::describe));
        for (Parameter parameter : network.parameters()) {
            tensors.add(parameter);
            parameter.mask().ifPresent(mask -> tensors.add(ModelReader.maskOf(parameter.name()), mask));
        }
        Path file = folder.resolve("model.safetensors");
        try (OutputStream output = Files.newOutputStream(file)) {
            tensors.writeTo(output);
        }
        return file;
    }

    private static void fill(Matrix matrix, SplittableRandom random) {
        for (int row = 0; row < matrix.rows(); row++) {
            for (int column = 0; column < matrix.columns(); column++) {
                matrix.set(row, column, (float) (2 * random.nextDouble() - 1));
            }
        }
    }

    private static Batch batch(Network network) {
        Batch batch = Batch.allocate(network.plan().task());
        SplittableRandom random = new SplittableRandom(5);
        if (network.plan().task().input() instanceof Input.Dense) {
            fill(batch.input(), random);
        } else {
            Arrays.setAll(batch.tokens(), _ -> random.nextInt(7));
        }
        if (network.plan().task().initialState() instanceof InitialState.Projected) {
            fill(batch.initialState(), random);
        }
        return batch;
    }

    private static float[] column(Matrix matrix, int column) {
        float[] values = new float[matrix.rows()];
        for (int row = 0; row < values.length; row++) {
            values[row] = matrix.get(row, column);
        }
        return values;
    }

    /** The outputs after every step of one of a batch's sequences. */
    private static List<float[]> stepped(TrainedNetwork network, Batch batch, int sequence) {
        List<float[]> outputs = new ArrayList<>();
        try (NetworkStream stream = network.stream()) {
            if (network.startFeatures() > 0) {
                stream.startFrom(column(batch.initialState(), sequence));
            }
            for (int step = 0; step < TIME; step++) {
                int column = step * SEQUENCES + sequence;
                outputs.add(network.readsTokens() ? stream.step(batch.tokens()[column])
                        : stream.step(column(batch.input(), column)));
            }
        }
        return outputs;
    }

    private void requireSame(Network trained, TrainedNetwork opened) {
        Batch batch = batch(trained);
        Matrix expected = trained.forward(batch, false);
        for (int sequence = 0; sequence < SEQUENCES; sequence++) {
            List<float[]> outputs = stepped(opened, batch, sequence);
            for (int step = 0; step < TIME; step++) {
                assertThat(outputs.get(step)).containsExactly(
                        column(expected, step * SEQUENCES + sequence), within(2e-6f));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tanh", "relu", "gru", "lstm"})
    void aStreamGivesTheOutputsOfTheTrainedNetwork(String cell) throws Exception {
        Network trained = network(cell, new Input.Dense(4), new InitialState.Zero(), false, 1);
        try (TrainedNetwork opened = TrainedNetwork.open(stored(trained, Optional.of(cell)))) {
            assertThat(opened.inputs()).isEqualTo(4);
            assertThat(opened.outputs()).isEqualTo(7);
            assertThat(opened.hidden()).isEqualTo(12);
            assertThat(opened.layers()).isEqualTo(2);
            assertThat(opened.readsTokens()).isFalse();
            requireSame(trained, opened);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tanh", "gru", "lstm"})
    void prunedWeightsAreUsedAsTheyAreStored(String cell) throws Exception {
        Network trained = network(cell, new Input.Dense(4), new InitialState.Zero(), false, 0.1);
        try (TrainedNetwork opened = TrainedNetwork.open(stored(trained, Optional.of(cell)))) {
            requireSame(trained, opened);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tokensAreReadByTiedAndByOtherNetworks(boolean tied) throws Exception {
        Network trained = network("lstm", new Input.Tokens(7), new InitialState.Carried(), tied, 1);
        try (TrainedNetwork opened = TrainedNetwork.open(stored(trained, Optional.empty()))) {
            assertThat(opened.readsTokens()).isTrue();
            assertThat(opened.inputs()).isEqualTo(7);
            requireSame(trained, opened);
        }
    }

    @Test
    void sequencesStartFromTheProjectionOfTheirFeatures() throws Exception {
        Network trained = network("relu", new Input.Dense(2), new InitialState.Projected(9), false, 1);
        try (TrainedNetwork opened = TrainedNetwork.open(
                stored(trained, Optional.empty()), StandardCells.elman("relu"))) {
            assertThat(opened.startFeatures()).isEqualTo(9);
            requireSame(trained, opened);
            assertThatThrownBy(() -> opened.stream().step(new float[2])).hasMessage(
                    "the sequences start from 9 features, which startFrom must be given first");
        }
    }

    @Test
    void severalSequencesSideBySideGiveWhatEachGivesAlone() throws Exception {
        Network trained = network("gru", new Input.Dense(4), new InitialState.Zero(), false, 1);
        Batch batch = batch(trained);
        try (TrainedNetwork opened = TrainedNetwork.open(stored(trained, Optional.empty()));
                NetworkStream together = opened.stream(SEQUENCES)) {
            List<List<float[]>> alone = List.of(
                    stepped(opened, batch, 0), stepped(opened, batch, 1), stepped(opened, batch, 2));
            for (int step = 0; step < TIME; step++) {
                float[] observations = new float[SEQUENCES * 4];
                for (int sequence = 0; sequence < SEQUENCES; sequence++) {
                    System.arraycopy(column(batch.input(), step * SEQUENCES + sequence), 0, observations,
                            sequence * 4, 4);
                }
                float[] outputs = together.step(observations);
                for (int sequence = 0; sequence < SEQUENCES; sequence++) {
                    assertThat(Arrays.copyOfRange(outputs, sequence * 7, sequence * 7 + 7))
                            .containsExactly(alone.get(sequence).get(step), within(2e-6f));
                }
            }
        }
    }

    @Test
    void streamsOfSeveralThreadsDoNotDisturbEachOther() throws Exception {
        Network trained = network("lstm", new Input.Dense(4), new InitialState.Zero(), false, 0.3);
        Batch batch = batch(trained);
        try (TrainedNetwork opened = TrainedNetwork.open(stored(trained, Optional.empty()));
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<List<float[]>> expected = List.of(
                    stepped(opened, batch, 0), stepped(opened, batch, 1), stepped(opened, batch, 2));
            List<Future<List<float[]>>> answers = new ArrayList<>();
            for (int number = 0; number < 240; number++) {
                int sequence = number % SEQUENCES;
                answers.add(threads.submit(() -> stepped(opened, batch, sequence)));
            }
            for (int number = 0; number < answers.size(); number++) {
                List<float[]> answer = answers.get(number).get();
                for (int step = 0; step < TIME; step++) {
                    assertThat(answer.get(step)).containsExactly(expected.get(number % SEQUENCES).get(step));
                }
            }
        }
    }

    @Test
    void aStreamGoesOnFromAStateThatWasTaken() throws Exception {
        Network trained = network("lstm", new Input.Dense(4), new InitialState.Zero(), false, 1);
        float[] observation = {0.5f, -1, 0.25f, 2};
        try (TrainedNetwork opened = TrainedNetwork.open(stored(trained, Optional.empty()))) {
            NetworkStream stream = opened.stream();
            stream.step(observation);
            float[] hidden = stream.hidden(1);
            StreamState state = stream.state();
            float[] second = stream.step(observation);
            NetworkStream other = opened.stream();
            other.resume(state);

            assertThat(state.values()).hasSize(4);
            assertThat(state.values().get(2)).containsExactly(hidden);
            assertThat(other.step(observation)).containsExactly(second);
            stream.reset();
            stream.step(observation);
            assertThat(stream.hidden(1)).containsExactly(hidden);
        }
    }

    @Test
    void whatDoesNotFitIsRefused() throws Exception {
        Network trained = network("gru", new Input.Dense(4), new InitialState.Zero(), false, 1);
        TrainedNetwork opened = TrainedNetwork.open(stored(trained, Optional.empty()));
        NetworkStream stream = opened.stream();

        assertThatThrownBy(() -> stream.step(new float[5])).hasMessage("5 observations where there must be 4");
        assertThatThrownBy(() -> stream.step(3)).hasMessage("the network reads vectors of numbers, not tokens");
        assertThatThrownBy(() -> stream.startFrom(new float[1]))
                .hasMessage("the sequences of this network start from 0, not from features");
        assertThatThrownBy(() -> stream.resume(new StreamState(List.of(new float[12]))))
                .hasMessage("1 states where there must be 2");
        stream.close();
        assertThatThrownBy(() -> stream.step(new float[4])).hasMessage("the stream is closed");
        NetworkStream other = opened.stream();
        opened.close();
        assertThatThrownBy(() -> other.step(new float[4])).hasMessage("the network is closed");
        assertThatThrownBy(opened::stream).hasMessage("the network is closed");
    }

    @Test
    void aFileThatLeavesItsCellOpenNeedsToBeToldIt() throws Exception {
        Path file = stored(network("relu", new Input.Dense(4), new InitialState.Zero(), false, 1), Optional.empty());

        assertThatThrownBy(() -> TrainedNetwork.open(file)).isInstanceOf(BadInputException.class).hasMessage(
                file + ": it does not say which activation its Elman cell has; it must be given the cell to be opened");
        assertThatThrownBy(() -> TrainedNetwork.open(file, StandardCells.lstm())).hasMessage(
                file + ": tensor rnn.weight_hh_l0 is of shape [12, 12], but a cell of 4 gates and 12 hidden units "
                        + "needs [48, 12]");
        assertThatThrownBy(() -> TrainedNetwork.open(folder.resolve("none"))).isInstanceOf(BadInputException.class)
                .hasMessage(folder.resolve("none") + ": there is no such file or folder");
    }

    @Test
    void metadataThatIsNoCellIsBadInput() throws Exception {
        Safetensors tensors = new Safetensors().describe("moduli.cell", "elman!");
        Path file = folder.resolve("bad.safetensors");
        try (OutputStream output = Files.newOutputStream(file)) {
            tensors.writeTo(output);
        }
        assertThatThrownBy(() -> TrainedNetwork.open(file)).isInstanceOf(BadInputException.class)
                .hasMessage(file + ": its metadata: moduli.cell is not JSON: elman!");
    }

    @Test
    void aNetworkWithValuesThatAreNotFiniteIsRefused() throws Exception {
        Network trained = network("gru", new Input.Dense(4), new InitialState.Zero(), false, 1);
        trained.parameters().getLast().values().set(2, 0, Float.NaN);
        Path file = stored(trained, Optional.empty());

        assertThatThrownBy(() -> TrainedNetwork.open(file)).hasMessage(
                file + ": tensor decoder.bias has values that are not finite: training diverged");
    }
}
