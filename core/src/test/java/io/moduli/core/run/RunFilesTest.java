package io.moduli.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.moduli.api.math.VectorMath;
import io.moduli.api.tensor.Matrix;
import io.moduli.api.weight.Mask;
import io.moduli.api.weight.WeightRole;
import io.moduli.api.weight.WeightShape;
import io.moduli.core.model.Safetensors;
import io.moduli.core.engine.dense.Blas;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.pipeline.Cancellation;
import io.moduli.core.pipeline.PipelineListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run writes, and that it writes it whole. */
class RunFilesTest {

    private static final String PIPELINE = Runs.BASE
            + "stages = [" + Runs.TRAIN + ", { type = evaluate, name = evaluated, batches = 2 }]\n";

    @TempDir
    Path folder;

    private Runs runs;

    @BeforeEach
    void start() {
        runs = new Runs(folder);
    }

    @Test
    void theDirectoryHoldsWhatARunIsToLeave() throws Exception {
        runs.run("a", PIPELINE);

        assertThat(contentOf("a")).containsExactlyInAnyOrder(
                "pipeline.conf", "metrics.jsonl", "summary.json", "model.safetensors", "provenance.json", "report.html",
                "checkpoints");
    }

    @Test
    void theEffectiveConfigurationIsAPipelineThatComesToTheSameModel() throws Exception {
        runs.run("a", PIPELINE);
        runs.run("b", Files.readString(runs.file("a", RunDirectory.PIPELINE)));

        assertThat(model("b")).isEqualTo(model("a"));
        assertThat(Files.readString(runs.file("b", RunDirectory.PIPELINE))).contains("hidden = 6", "layers = 1");
    }

    /** The tests' virtual machine claims nothing: its build starts it with one thread for OpenBLAS and without a screen. */
    @Test
    void provenanceSaysInWhichStateTheProcessWas() throws Exception {
        runs.run("a", PIPELINE);
        JsonNode provenance = runs.json("a", RunDirectory.PROVENANCE);

        assertThat(provenance.fieldNames()).toIterable().containsExactly(
                "moduli", "started", "java", "system", "processors", "threads", "process_settings_claimed",
                "openblas_core", "openblas_threads", "headless", "vector_bits", "plugins",
                "libraries");
        assertThat(provenance.get("process_settings_claimed").asBoolean(true)).isFalse();
        assertThat(provenance.get("openblas_core").asText()).isEqualTo(Blas.coreName()).isNotEmpty();
        assertThat(provenance.get("openblas_threads").asInt()).isEqualTo(1);
        assertThat(provenance.get("headless").asBoolean()).isTrue();
        assertThat(provenance.get("vector_bits").asInt()).isEqualTo(VectorMath.SPECIES.vectorBitSize());
    }

    @Test
    void theSummaryHasTheFieldsThatReadersRelyOn() throws Exception {
        runs.run("a", PIPELINE);
        JsonNode summary = runs.json("a", RunDirectory.SUMMARY);

        assertThat(summary.fieldNames()).toIterable()
                .containsExactly(
                        "name", "outcome", "stages", "sparsity", "pruning", "formats", "steps_per_second", "seed");
        // Two of the four epochs that the schedule takes to 0.8.
        assertThat(summary.get("pruning").get("asked").asDouble()).isEqualTo(0.8);
        assertThat(summary.get("pruning").get("reached").asDouble()).isCloseTo(0.4, within(0.01));
        assertThat(summary.get("name").asText()).isEqualTo("small");
        assertThat(summary.get("outcome").asText()).isEqualTo("done");
        assertThat(summary.get("seed").asLong()).isEqualTo(3);
        assertThat(summary.get("steps_per_second").asDouble()).isPositive();
        assertThat(summary.get("stages")).hasSize(2).allSatisfy(stage -> assertThat(stage.fieldNames()).toIterable()
                .containsExactly("name", "kind", "seconds", "metrics", "units"));
        assertThat(summary.get("stages").get(0).get("name").asText()).isEqualTo("train");
        assertThat(summary.get("stages").get(1).get("name").asText()).isEqualTo("evaluated");
        assertThat(summary.get("stages").get(1).get("kind").asText()).isEqualTo("evaluate");
        assertThat(summary.get("stages").get(1).get("metrics").get("batches-seen").asInt()).isEqualTo(2);
        assertThat(summary.get("stages").get(1).get("metrics").get("loss").asDouble()).isPositive();
        assertThat(summary.get("stages").get(1).get("units").toString()).isEqualTo("{\"batches-seen\":\"batches\"}");
        assertThat(summary.get("stages").get(0).get("units").toString()).isEqualTo("{}");
        assertThat(summary.get("sparsity").properties()).extracting(Map.Entry::getKey).containsExactly(
                "overall", "rnn.weight_ih_l0", "rnn.weight_hh_l0", "decoder.weight");
        // 40 % of 18 x 6 and of 3 x 6 entries are 43 and 7, of 144 in all.
        assertThat(summary.get("sparsity").get("overall").asDouble()).isEqualTo(50.0 / 144);
        assertThat(summary.get("sparsity").get("rnn.weight_ih_l0").asDouble()).isZero();
        assertThat(summary.get("sparsity").get("rnn.weight_hh_l0").asDouble()).isEqualTo(43.0 / 108);
        assertThat(summary.get("formats").properties()).extracting(Map.Entry::getKey).containsExactly(
                "rnn.weight_ih_l0", "rnn.weight_hh_l0", "decoder.weight");
        JsonNode input = summary.get("formats").get("rnn.weight_ih_l0");
        assertThat(input.fieldNames()).toIterable().containsExactly("format", "reason");
        assertThat(input.get("format").asText()).isEqualTo("dense");
        assertThat(input.get("reason").asText()).isEqualTo("nothing of it was pruned");
        assertThat(summary.get("formats").get("rnn.weight_hh_l0").get("reason").asText()).contains("18 x 6");
    }

    @Test
    void everyEpochWarningUpdateAndStageHasALineOfMetrics() throws Exception {
        runs.run("a", PIPELINE);
        List<JsonNode> lines = runs.metrics("a");

        assertThat(lines).extracting(line -> line.get("event").asText())
                .containsExactly(
                        "warning", "format", "format", "masks", "epoch", "warning", "masks", "epoch", "stage", "stage");
        assertThat(lines.get(1).fieldNames()).toIterable().containsExactly("event", "weight", "format", "reason");
        assertThat(lines.get(1).get("weight").asText()).isEqualTo("rnn.weight_hh_l0");
        assertThat(lines.get(4).fieldNames()).toIterable().containsExactly(
                "event", "stage", "epoch", "step", "loss", "penalty", "gradient_norm", "learning_rate", "sparsity",
                "seconds", "batch_share");
        JsonNode masks = lines.get(3).get("weights").get("rnn.weight_hh_l0");
        assertThat(masks.fieldNames()).toIterable().containsExactly("kept", "dropped", "grown", "dropped_distance");
        assertThat(masks.get("kept").asInt()).isEqualTo(86);
        assertThat(masks.get("dropped").asInt()).isEqualTo(22);
        assertThat(lines.get(0).get("message").asText()).isEqualTo("removing 20 %");
        assertThat(lines.get(7).get("step").asInt()).isEqualTo(6);
        assertThat(lines.get(9).fieldNames()).toIterable()
                .containsExactly("event", "stage", "name", "kind", "seconds", "metrics", "units");
        assertThat(lines.get(9).get("metrics").get("batches-seen").asInt()).isEqualTo(2);
        assertThat(lines.get(9).get("units").get("batches-seen").asText()).isEqualTo("batches");
    }

    @Test
    void theModelHasPyTorchsNamesShapesAndTypes() throws Exception {
        runs.run("a", PIPELINE);
        StoredTensors model = runs.model("a");

        assertThat(model.byName().keySet()).containsExactlyInAnyOrder(
                "points_l0", "numbers_l0", "rnn.weight_ih_l0", "rnn.weight_hh_l0", "rnn.bias_ih_l0", "rnn.bias_hh_l0",
                "decoder.weight", "decoder.bias", "rnn.weight_hh_l0_mask", "decoder.weight_mask");
        assertThat(model.get("points_l0").type()).isEqualTo("F64");
        assertThat(model.get("points_l0").shape()).containsExactly(6, 1);
        assertThat(model.get("points_l0").values()).isSorted().doesNotHaveDuplicates();
        assertThat(model.get("numbers_l0").values()[0]).as("6 steps from a number below 1").isBetween(6.0, 7.0);
        // One input makes a matrix of one column, not a vector.
        assertThat(model.get("rnn.weight_ih_l0").shape()).containsExactly(18, 1);
        assertThat(model.get("rnn.bias_ih_l0").shape()).containsExactly(18);
        assertThat(model.get("rnn.weight_hh_l0").type()).isEqualTo("F32");
        assertThat(model.get("rnn.weight_hh_l0_mask").type()).isEqualTo("U8");
        assertThat(model.get("rnn.weight_hh_l0_mask").shape()).containsExactly(18, 6);
        double[] mask = model.get("rnn.weight_hh_l0_mask").values();
        assertThat(mask).containsOnly(0, 1);
        double[] values = model.get("rnn.weight_hh_l0").values();
        for (int entry = 0; entry < mask.length; entry++) {
            assertThat(values[entry] == 0).isEqualTo(mask[entry] == 0);
        }
    }

    @Test
    void numbersLieAtMultiplesOfTheirSizeAfterMasksOfAnySize() throws Exception {
        Parameter bias = Parameter.vector("bias", 2, 1);
        bias.values().copyFrom(Matrix.column(4, 5));
        Safetensors tensors = new Safetensors()
                .add("a_mask", Mask.full(1, 3))
                .add(weight("a", 1, 3, 1, -2, 0.5f))
                .add(bias)
                .add("points", List.of(1, 2), new double[] {0.1, -1e300});
        Path file = folder.resolve("tensors");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        tensors.writeTo(bytes);
        Files.write(file, bytes.toByteArray());
        StoredTensors stored = StoredTensors.read(file);

        assertThat(stored.get("points").offset() % 8).isZero();
        assertThat(stored.get("a").offset() % 4).isZero();
        assertThat(stored.get("bias").offset() % 4).isZero();
        assertThat(stored.get("points").values()).containsExactly(0.1, -1e300);
        assertThat(stored.get("a").values()).containsExactly(1, -2, 0.5);
        assertThat(stored.get("a").shape()).containsExactly(1, 3);
        assertThat(stored.get("bias").shape()).containsExactly(2);
        assertThat(stored.get("a_mask").values()).containsExactly(1, 1, 1);
    }

    private static Parameter weight(String name, int rows, int columns, float... values) {
        Parameter weight = Parameter.weight(new WeightShape(name, WeightRole.INPUT, 0, 1, rows, columns), 1);
        weight.values().copyFrom(Matrix.of(rows, columns, values));
        return weight;
    }

    @Test
    void twoTensorsOfOneNameAreAnError() {
        Safetensors tensors = new Safetensors().add(weight("a", 1, 1, 0)).add(weight("a", 1, 2, 0, 0));
        assertThatThrownBy(() -> tensors.writeTo(new ByteArrayOutputStream())).hasMessage("two tensors are called a");
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() throws Exception {
        for (int threads = 1; threads <= 3; threads++) {
            runs.run("a" + threads, PIPELINE + "engine.threads = " + threads);
            runs.run("b" + threads, PIPELINE + "engine.threads = " + threads);
            assertThat(model("b" + threads)).isEqualTo(model("a" + threads));
        }
        runs.run("other", PIPELINE + "seed = 4");
        assertThat(model("other")).isNotEqualTo(model("a2"));
    }

    @Test
    void aRunIsNotExecutedTwiceInItsDirectory() throws Exception {
        PipelineRun run = runs.prepare("a", PIPELINE);
        run.execute(new PipelineListener() {});
        byte[] model = model("a");

        assertThatThrownBy(() -> run.execute(new PipelineListener() {})).isInstanceOf(IOException.class)
                .hasMessageEndingWith("metrics.jsonl");
        assertThat(model("a")).isEqualTo(model);
    }

    @Test
    void aRunThatCannotWriteItsModelFailsWithTheReasonAndLeavesNothingByHalf() throws Exception {
        PipelineRun run = runs.prepare("a", PIPELINE);
        // A folder with something in it where the file is to go cannot be replaced.
        Files.createDirectories(runs.file("a", RunDirectory.MODEL).resolve("inside"));

        assertThatThrownBy(() -> run.execute(new PipelineListener() {}, new Cancellation()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(RunDirectory.MODEL)
                .hasNoSuppressedExceptions();
        assertThat(contentOf("a")).containsExactlyInAnyOrder(
                "pipeline.conf", "metrics.jsonl", "provenance.json", "model.safetensors", "summary.json", "report.html",
                "checkpoints");
        assertThat(runs.json("a", RunDirectory.SUMMARY).get("outcome").asText()).isEqualTo("failed");
        assertThat(runs.metrics("a")).hasSize(10);
    }

    private byte[] model(String out) throws IOException {
        return Files.readAllBytes(runs.file(out, RunDirectory.MODEL));
    }

    private List<String> contentOf(String out) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(out))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void eachNetworkOfARunWithTicketsIsStoredAndShown() throws Exception {
        String ticket = "{ type = lottery-ticket, epochs = 1, steps-per-epoch = 2, name = %s }";
        runs.run("a", Runs.BASE + "stages = [%s, %s, %s]".formatted(
                Runs.TRAIN, ticket.formatted("again"), ticket.formatted("once-more")));

        StoredTensors model = runs.model("a");
        StoredTensors first = StoredTensors.read(runs.file("a", "lottery-ticket.safetensors"));
        StoredTensors second = StoredTensors.read(runs.file("a", "lottery-ticket-2.safetensors"));
        assertThat(model).isNotEqualTo(first);
        assertThat(first).isNotEqualTo(second);
        assertThat(Files.readString(runs.file("a", RunDirectory.REPORT)).replaceAll("<script>[^<]*", ""))
                .containsSubsequence(
                        "The weights are those of model.safetensors, before stage 2 (again) drew fresh ones.",
                        "The weights are those of lottery-ticket.safetensors, before stage 3 (once-more) drew fresh ones.",
                        "The weights are those of lottery-ticket-2.safetensors, at the end of the run.");
        assertThat(runs.file("a", RunDirectory.REPORT)).content()
                .contains("<figure id=\"layer-1-points\">", "<figure id=\"lottery-ticket-2-layer-1-points\">");
    }
}
