package io.moduli.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.task.Metric;
import io.moduli.api.task.Split;
import io.moduli.core.engine.storage.StorageChoice;
import io.moduli.core.engine.storage.StorageFormat;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.loading.LoadedPipeline;
import io.moduli.core.loading.PipelineLoading;
import io.moduli.core.pipeline.Cancellation;
import io.moduli.core.pipeline.PipelineListener;
import io.moduli.core.pipeline.StageReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stored network is the network that was stored, and a file that is none says so. */
class RunEvaluationTest {

    private static final String PIPELINE = Runs.BASE + """
            pruner { roles = [input, recurrent, read-out] }
            stages = [
                { type = train, epochs = 3, steps-per-epoch = 4 }
                { type = evaluate, batches = 2 }
                { type = lottery-ticket, epochs = 1, steps-per-epoch = 3 }
                { type = evaluate, batches = 2 }
            ]
            """;

    @TempDir
    Path folder;

    private Runs runs;

    @BeforeEach
    void start() {
        runs = new Runs(folder);
    }

    private List<NetworkEvaluation> evaluate(String out, String text, Optional<Split> split, Optional<Integer> batches)
            throws Exception {
        if (!(runs.load(text, Long.MAX_VALUE) instanceof PipelineLoading.Accepted(LoadedPipeline pipeline, var _))) {
            throw new AssertionError(text);
        }
        return new RunEvaluation(pipeline, folder.resolve(out), split, batches)
                .execute(new PipelineListener() {}, new Cancellation());
    }

    private List<NetworkEvaluation> evaluate(String text) throws Exception {
        return evaluate("run", text, Optional.empty(), Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "dense", "sparse"})
    void theNumbersAreThoseOfTheEvaluateStages(String format) throws Exception {
        String text = PIPELINE + "engine.format = " + format;
        RunSummary summary = runs.run("run", text);
        List<NetworkEvaluation> evaluations = evaluate(text);

        assertThat(evaluations).extracting(evaluation -> evaluation.report().name())
                .containsExactly("model.safetensors", "lottery-ticket.safetensors");
        assertThat(evaluations).extracting(evaluation -> evaluation.report().metrics())
                .containsExactly(summary.stages().get(1).metrics(), summary.stages().get(3).metrics());
        assertThat(evaluations).allSatisfy(evaluation -> {
            assertThat(evaluation.sparsity()).isEqualTo(summary.sparsity());
            assertThat(evaluation.formats()).isEqualTo(summary.formats());
        });
    }

    @Test
    void aNetworkThatWasTrainedDenseCanBeJudgedSparse() throws Exception {
        RunSummary summary = runs.run("run", PIPELINE + "engine.format = dense");
        NetworkEvaluation sparse = evaluate(PIPELINE + "engine.format = sparse").getFirst();

        assertThat(sparse.formats().values()).extracting(StorageChoice::format).containsOnly(StorageFormat.SPARSE);
        assertThat(loss(sparse.report())).isCloseTo(loss(summary.stages().get(1)), within(1e-6));
    }

    @Test
    void othersDataAndNumbersOfBatchesCanBeAskedFor() throws Exception {
        runs.run("run", PIPELINE);
        List<NetworkEvaluation> validation = evaluate("run", PIPELINE, Optional.of(Split.VALIDATION), Optional.empty());
        List<NetworkEvaluation> one = evaluate("run", PIPELINE, Optional.empty(), Optional.of(1));

        assertThat(validation.getFirst().report().metrics().getFirst().value()).isEqualTo(2);
        assertThat(one.getFirst().report().metrics().getFirst().value()).isEqualTo(1);
        assertThat(loss(validation.getFirst().report())).isNotEqualTo(loss(evaluate(PIPELINE).getFirst().report()));
    }

    private static double loss(StageReport report) {
        return report.metrics().stream().filter(metric -> metric.name().equals("loss")).mapToDouble(Metric::value)
                .findFirst().orElseThrow();
    }

    @Test
    void aFolderWithoutNetworksIsBadInput() {
        assertThatThrownBy(() -> evaluate("nothing", PIPELINE, Optional.empty(), Optional.empty()))
                .isInstanceOf(BadInputException.class)
                .hasMessageEndingWith(
                        "nothing holds no network: there is neither model.safetensors nor lottery-ticket.safetensors");
    }

    @Test
    void anotherNetworkIsToldByItsFirstTensorThatDoesNotFit() throws Exception {
        runs.run("run", PIPELINE);
        refuses("network.hidden = 7", "tensor rnn.weight_ih_l0_mask: U8 of shape [18, 1], but the network needs U8, "
                + "BOOL, F32, F16 or BF16 of shape [21, 1]");
        refuses("network.layers = 2", "there is no tensor rnn.weight_ih_l1, which the network has");
        refuses("network.bias = false", "tensor rnn.bias_ih_l0: the network has no such parameter");
    }

    private void refuses(String setting, String message) {
        assertThatThrownBy(() -> evaluate(PIPELINE + setting))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("model.safetensors: ")
                .hasMessageEndingWith(message);
    }

    @Test
    void masksThatDisagreeWithValuesAreBadInput() throws Exception {
        runs.run("run", PIPELINE);
        Path file = runs.file("run", RunDirectory.MODEL);
        StoredTensors stored = StoredTensors.read(file);
        StoredTensors.Tensor mask = stored.get("rnn.weight_hh_l0_mask");
        double[] kept = mask.values();
        int removed = 0;
        while (kept[removed] != 0) {
            removed++;
        }
        byte[] whole = Files.readAllBytes(file);
        byte[] torn = whole.clone();
        ByteBuffer.wrap(torn).order(ByteOrder.LITTLE_ENDIAN)
                .putFloat((int) stored.get("rnn.weight_hh_l0").offset() + 4 * removed, 0.5f);
        Files.write(file, torn);
        refuses("", "tensor rnn.weight_hh_l0: entry (%d, %d) is 0.5, but its mask removes it"
                .formatted(removed / 6, removed % 6));

        torn = whole.clone();
        torn[(int) mask.offset() + 3] = (byte) 200;
        Files.write(file, torn);
        refuses("", "tensor rnn.weight_hh_l0_mask: entry (0, 3) is 200.0, not 0 or 1");
    }

    @Test
    void aNetworkWithValuesThatAreNotFiniteIsBadInput() throws Exception {
        runs.run("run", PIPELINE);
        Path file = runs.file("run", RunDirectory.MODEL);
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)
                .putFloat((int) StoredTensors.read(file).get("rnn.bias_ih_l0").offset() + 4, Float.NaN);
        Files.write(file, bytes);

        refuses("", "tensor rnn.bias_ih_l0 has values that are not finite: training diverged");
    }

    @Test
    void filesThatAreNoSafetensorsAreBadInput() throws Exception {
        refusesFile(new byte[3], "not a safetensors file: it has 3 bytes");
        refusesFile(file(1_000, "{}", 0), "not a safetensors file: a header of 1000 bytes in a file of 10");
        refusesFile(file(-1, "{}", 0),
                "not a safetensors file: a header of 18446744073709551615 bytes in a file of 10");
        refusesFile(file("nonsense"), "its header is not JSON: Unrecognized token 'nonsense'");
        refusesFile(file("[1, 2]"), "its header is not a JSON object");
        refusesFile(file("{\"a\": 1} {}"), "its header is not JSON: ");
        refusesFile(file("{\"a\": {}, \"a\": {}}"), "its header is not JSON: Duplicate field 'a'");
        refusesFile(tensor("F99", "[1]", "[0, 4]"), "tensor a: unknown dtype \"F99\"");
        refusesFile(tensor("F32", "[2]", "[0, 8]"), "data_offsets [0, 8] are not within the 4 bytes that there are");
        refusesFile(tensor("F32", "[1]", "[4, 0]"), "data_offsets [4, 0] are not within the 4 bytes that there are");
        refusesFile(tensor("F32", "[1]", "[0]"), "data_offsets [0] are not within the 4 bytes that there are");
        refusesFile(tensor("F32", "[1]", "[-4, 4]"), "data_offsets is not a list of whole numbers, but [-4,4]");
        refusesFile(tensor("F32", "[1.5]", "[0, 4]"), "shape is not a list of whole numbers, but [1.5]");
        refusesFile(tensor("F32", "7", "[0, 4]"), "shape is not a list of whole numbers, but 7");
        refusesFile(tensor("F32", "[2]", "[0, 4]"), "tensor a: 4 bytes for F32 of shape [2], which needs 8");
        refusesFile(
                tensor("F32", "[4294967296, 4294967296]", "[0, 4]"),
                "tensor a: a shape of [4294967296, 4294967296] is too large");
        refusesFile(tensor("U8", "[3]", "[1, 4]"), "tensor a: begins at byte 1, where the one before ends at 0");
        refusesFile(tensor("U8", "[3]", "[0, 3]"), "1 bytes after the last tensor");
    }

    private void refusesFile(byte[] content, String message) throws IOException {
        Files.createDirectories(folder.resolve("run"));
        Files.write(runs.file("run", RunDirectory.MODEL), content);
        assertThatThrownBy(() -> evaluate(PIPELINE))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("model.safetensors: ")
                .hasMessageContaining(message);
    }

    /** A file that holds four bytes of data, told of as one tensor. */
    private static byte[] tensor(String type, String shape, String offsets) {
        String header = "{\"a\": {\"dtype\": \"%s\", \"shape\": %s, \"data_offsets\": %s}}".formatted(type, shape,
                offsets);
        return file(header.length(), header, 4);
    }

    private static byte[] file(String header) {
        return file(header.length(), header, 0);
    }

    private static byte[] file(long length, String header, int data) {
        byte[] json = header.getBytes(StandardCharsets.US_ASCII);
        byte[] file = Arrays.copyOf(
                ByteBuffer.allocate(8 + json.length).order(ByteOrder.LITTLE_ENDIAN).putLong(length).put(json).array(),
                8 + json.length + data);
        return file;
    }
}
