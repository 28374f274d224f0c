package io.moduli.core.network.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.RandomStreams;
import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.task.Batch;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.TaskShape;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.SmallTask;
import io.moduli.core.cell.StandardCells;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.StorageChoice;
import io.moduli.core.engine.storage.StorageFormat;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.network.Network;
import io.moduli.core.network.NetworkPlan;
import io.moduli.core.network.NetworkSettings;
import io.moduli.core.network.block.Pass;
import io.moduli.core.network.block.Signal;
import io.moduli.core.network.block.Start;
import io.moduli.core.network.recurrent.ActivationSequence.Layout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However activations lie in memory, a layer computes the same, for batches of any size, stored dense or sparse. */
class ActivationLayoutTest {

    private static final int HIDDEN = 9;
    private static final int FEATURES = 3;
    private static final int TIME = 4;

    @ParameterizedTest
    @CsvSource({
        "elman, 1", "elman, 7", "elman, 17", "lstm, 48", "elman, 100", "gru, 101", "lstm, 100", "gru, 15", "lstm, 1"})
    void bothLayoutsComputeTheSame(String cell, int batch) {
        for (StorageFormat format : StorageFormat.values()) {
            for (boolean everyStep : new boolean[] {true, false}) {
                for (boolean own : new boolean[] {false, true}) {
                    assertSame(cell, batch, format, everyStep, 1, own);
                    if (batch > 1) {
                        assertSame(cell, batch, format, everyStep, 2, own);
                    }
                }
            }
        }
    }

    private static void assertSame(
            String cell, int batch, StorageFormat format, boolean everyStep, int workers, boolean own) {
        // Of every second batch the input's weight is pruned, too.
        boolean sparseInput = batch % 2 == 0;
        Map<String, float[]> byFeature = run(cell, batch, format, everyStep, workers, own, sparseInput,
                Layout.BY_FEATURE);
        Map<String, float[]> byStep = run(cell, batch, format, everyStep, workers, own, sparseInput, Layout.BY_STEP);
        assertThat(byStep.keySet()).isEqualTo(byFeature.keySet()).contains("h", "rnn.weight_hh_l0");
        byFeature.forEach((name, expected) -> assertThat(byStep.get(name))
                .as("%s of %d sequences, %s, %d workers", name, batch, format, workers)
                .containsExactly(expected, within(2e-5f)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 17, 48, 100})
    void aStepsWindowsLeaveWhatRowsAreFilledUpWithAlone(int batch) {
        ActivationSequence sequence = ActivationSequence.allocate(Layout.BY_STEP, 2, 3, batch);
        sequence.step(1).fill(5);

        Matrix whole = sequence.wholeStep(1);
        assertThat(whole.columns() % 16).isZero();
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < whole.columns(); column++) {
                assertThat(whole.get(row, column)).isEqualTo(column < batch ? 5 : 0);
            }
        }
        assertThat(sequence.step(0).toArray()).containsOnly(0);
        assertThat(sequence.step(2).toArray()).containsOnly(0);
    }

    /** Two passes, forward and backward, so that what the first leaves behind is met by the second. */
    private static Map<String, float[]> run(
            String cellName, int batch, StorageFormat format, boolean everyStep, int workers, boolean own,
            boolean sparseInput, Layout layout) {
        RecurrentCell cell = switch (cellName) {
            case "gru" -> StandardCells.gru();
            case "lstm" -> StandardCells.lstm();
            default -> StandardCells.elman("tanh");
        };
        TaskShape shape = new TaskShape(
                new Input.Dense(FEATURES), new InitialState.Zero(), ReadOut.EVERY_STEP, 1, Loss.Standard.SQUARED_ERROR,
                TIME, batch);
        try (Team team = new Team(workers)) {
            List<Parameter> all = new Network(
                    new NetworkPlan(
                            new NetworkSettings(cell, HIDDEN, 1, true, Optional.empty(), false, 0), shape),
                    team)
                    .parameters();
            LayerParameters parameters = LayerParameters.of(
                    all.stream().filter(parameter -> parameter.name().endsWith("_l0")).toList(), true);
            RandomGenerator random = new RandomStreams(5).stream("weights");
            parameters.all().forEach(parameter -> SmallTask.fill(parameter.values(), random));
            parameters.recurrent().prune(
                    SmallTask.mask(parameters.recurrent().rows(), HIDDEN, 0.4, random),
                    new StorageChoice(format, "asked"));
            if (sparseInput) {
                parameters.input().prune(
                        SmallTask.mask(parameters.input().rows(), FEATURES, 0.5, random),
                        new StorageChoice(format, "asked"));
            }
            Matrix input = Matrix.allocate(FEATURES, TIME * batch);
            SmallTask.fill(input, random);
            Matrix inputGradient = Matrix.allocate(FEATURES, TIME * batch);
            Signal initial = Signal.allocate(HIDDEN, batch);
            SmallTask.fill(initial.values(), random);
            RecurrentLayer layer = new RecurrentLayer(
                    new LayerDefinition(cell, parameters, new LayerExtents(HIDDEN, TIME, batch), everyStep), team,
                    _ -> own ? SequenceShare.split(batch, workers) : SequenceShare.whole(batch), (_, _) -> layout,
                    Optional.of(new Signal(input, inputGradient)), Optional.of(initial));
            Pass pass = new Pass(Batch.allocate(shape), Start.GIVEN, OptionalLong.empty(), Optional.empty());
            Map<String, float[]> results = new LinkedHashMap<>();
            for (int repetition = 0; repetition < 2; repetition++) {
                layer.forward(pass);
                SmallTask.fill(layer.output().gradient(), new RandomStreams(6).stream("gradient"));
                layer.backward(pass);
            }
            results.put("h", layer.output().values().toArray());
            results.put("states", layer.states().toArray());
            results.put("input", inputGradient.toArray());
            results.put("initial", initial.gradient().toArray());
            List<Parameter> learned = new ArrayList<>(parameters.all());
            learned.forEach(parameter -> results.put(parameter.name(), parameter.copyOfGradients().toArray()));
            return results;
        }
    }
}
