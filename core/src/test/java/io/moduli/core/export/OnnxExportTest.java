package io.moduli.core.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
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
import io.moduli.core.network.Network;
import io.moduli.core.network.NetworkPlan;
import io.moduli.core.network.NetworkSettings;
import java.io.ByteArrayOutputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ONNX Runtime, which knows nothing of us, computes with what was exported what we compute. */
class OnnxExportTest {

    private static final int TIME = 6;
    private static final int SEQUENCES = 3;
    private static final int HIDDEN = 10;
    private static final int OUTPUTS = 7;

    private final Team team = new Team(1);
    private final OrtEnvironment runtime = OrtEnvironment.getEnvironment();

    @AfterEach
    void close() {
        team.close();
    }

    private static RecurrentCell cell(String name) {
        return switch (name) {
            case "gru" -> StandardCells.gru();
            case "lstm" -> StandardCells.lstm();
            default -> StandardCells.elman(name.substring("elman-".length()));
        };
    }

    private Network network(
            String cell, Input input, InitialState start, ReadOut readOut, boolean bias, boolean tied, double kept) {
        TaskShape task = new TaskShape(
                input, start, readOut, OUTPUTS, Loss.Standard.CLASS_CROSS_ENTROPY, TIME, SEQUENCES);
        Network network = new Network(new NetworkPlan(
                new NetworkSettings(cell(cell), HIDDEN, 2, bias, Optional.empty(), tied, 0), task), team);
        SplittableRandom random = new SplittableRandom(8);
        for (Parameter parameter : network.parameters()) {
            parameter.draw(random);
            if (kept < 1 && parameter.weight().isPresent()) {
                Mask mask = SmallTask.mask(parameter.rows(), parameter.columns(), kept, random);
                parameter.prune(mask, network.storageOf(parameter, mask));
            }
        }
        return network;
    }

    private static Batch batch(Network network) {
        Batch batch = Batch.allocate(network.plan().task());
        SplittableRandom random = new SplittableRandom(5);
        if (network.plan().task().input() instanceof Input.Tokens) {
            for (int column = 0; column < batch.tokens().length; column++) {
                batch.tokens()[column] = random.nextInt(OUTPUTS);
            }
        } else {
            fill(batch.input(), random);
        }
        if (network.plan().task().initialState() instanceof InitialState.Projected) {
            fill(batch.initialState(), random);
        }
        return batch;
    }

    private static void fill(Matrix matrix, SplittableRandom random) {
        for (int row = 0; row < matrix.rows(); row++) {
            for (int column = 0; column < matrix.columns(); column++) {
                matrix.set(row, column, (float) (4 * random.nextDouble() - 2));
            }
        }
    }

    private static byte[] exported(Network network, String cell, boolean states) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new OnnxExport(network, cell, states).write(bytes, Map.of("trained-by", "a test"));
        return bytes.toByteArray();
    }

    /** Our [features × columns] are ONNX's [columns × features]. */
    private OnnxTensor tensor(Matrix matrix, long... shape) throws OrtException {
        float[] values = new float[matrix.rows() * matrix.columns()];
        for (int row = 0; row < matrix.rows(); row++) {
            for (int column = 0; column < matrix.columns(); column++) {
                values[column * matrix.rows() + row] = matrix.get(row, column);
            }
        }
        return OnnxTensor.createTensor(runtime, FloatBuffer.wrap(values), shape);
    }

    private Map<String, OnnxTensor> inputs(Network network, Batch batch) throws OrtException {
        Map<String, OnnxTensor> inputs = new HashMap<>();
        if (network.plan().task().input() instanceof Input.Dense(int features)) {
            inputs.put("input", tensor(batch.input(), TIME, SEQUENCES, features));
        } else {
            long[] tokens = new long[batch.tokens().length];
            for (int index = 0; index < tokens.length; index++) {
                tokens[index] = batch.tokens()[index];
            }
            inputs.put("input",
                    OnnxTensor.createTensor(runtime, LongBuffer.wrap(tokens), new long[] {TIME, SEQUENCES}));
        }
        if (network.plan().task().initialState() instanceof InitialState.Projected(int features)) {
            inputs.put("start", tensor(batch.initialState(), SEQUENCES, features));
        }
        return inputs;
    }

    private static float[] numbers(OrtSession.Result result, String name) {
        return ((OnnxTensor) result.get(name).orElseThrow()).getFloatBuffer().array();
    }

    private static float[] transposed(Matrix outputs) {
        float[] values = new float[outputs.rows() * outputs.columns()];
        for (int row = 0; row < outputs.rows(); row++) {
            for (int column = 0; column < outputs.columns(); column++) {
                values[column * outputs.rows() + row] = outputs.get(row, column);
            }
        }
        return values;
    }

    private void requireSame(Network network, String cell) throws Exception {
        Batch batch = batch(network);
        float[] expected = transposed(network.forward(batch, false));
        try (OrtSession session = runtime.createSession(exported(network, cell, false));
                OrtSession.Result result = session.run(inputs(network, batch))) {
            assertThat(numbers(result, "output")).containsExactly(expected, within(1e-5f));
            assertThat(numbers(result, "hidden_l1")).containsExactly(
                    transposed(network.hidden().columnWindow((TIME - 1) * SEQUENCES, SEQUENCES)), within(1e-5f));
        }
    }

    @ParameterizedTest
    @CsvSource({"elman-tanh,true", "elman-relu,true", "gru,true", "lstm,true", "elman-relu,false", "gru,false",
        "lstm,false"})
    void everyCellGivesTheSameOutputs(String cell, boolean bias) throws Exception {
        requireSame(network(cell, new Input.Dense(4), new InitialState.Zero(), ReadOut.EVERY_STEP, bias, false, 1),
                cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"elman-tanh", "gru", "lstm"})
    void theLastStepAloneIsReadOutOfPrunedNetworks(String cell) throws Exception {
        requireSame(network(cell, new Input.Dense(4), new InitialState.Zero(), ReadOut.LAST_STEP, true, false, 0.3),
                cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"elman-relu", "gru", "lstm"})
    void firstStatesAreProjected(String cell) throws Exception {
        requireSame(
                network(cell, new Input.Dense(2), new InitialState.Projected(9), ReadOut.EVERY_STEP, false, false, 1),
                cell);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tokensAreEmbedded(boolean tied) throws Exception {
        requireSame(network("lstm", new Input.Tokens(OUTPUTS), new InitialState.Carried(), ReadOut.EVERY_STEP, true,
                tied, 1), "lstm");
    }

    @Test
    void aStreamIsSteppedByItsStates() throws Exception {
        Network network = network("lstm", new Input.Dense(4), new InitialState.Carried(), ReadOut.EVERY_STEP, true,
                false, 1);
        Batch batch = batch(network);
        network.forward(batch, false);
        float[] expected = transposed(network.forward(batch, true));
        try (OrtSession session = runtime.createSession(exported(network, "lstm", true))) {
            Map<String, OnnxTensor> first = inputs(network, batch);
            for (String state : new String[] {"hidden", "cell"}) {
                for (int layer = 0; layer < 2; layer++) {
                    first.put("initial_%s_l%d".formatted(state, layer), tensor(
                            Matrix.allocate(HIDDEN, SEQUENCES), 1, SEQUENCES, HIDDEN));
                }
            }
            try (OrtSession.Result result = session.run(first)) {
                Map<String, OnnxTensor> second = inputs(network, batch);
                for (String state : new String[] {"hidden", "cell"}) {
                    for (int layer = 0; layer < 2; layer++) {
                        second.put("initial_%s_l%d".formatted(state, layer),
                                (OnnxTensor) result.get("%s_l%d".formatted(state, layer)).orElseThrow());
                    }
                }
                try (OrtSession.Result goneOn = session.run(second)) {
                    assertThat(numbers(goneOn, "output")).containsExactly(expected, within(1e-5f));
                }
            }
            assertThat(session.getMetadata().getCustomMetadataValue("trained-by")).contains("a test");
        }
    }

    @Test
    void aCellWithoutAnOperatorIsRefused() {
        Network network = network("gru", new Input.Dense(4), new InitialState.Zero(), ReadOut.EVERY_STEP, true, false,
                1);
        assertThatThrownBy(() -> new OnnxExport(network, "peephole", false)).isInstanceOf(BadInputException.class)
                .hasMessage("the cell \"peephole\" cannot be exported to ONNX, which has operators for elman, gru and "
                        + "lstm alone; --to npz has the values of any network");
    }
}
