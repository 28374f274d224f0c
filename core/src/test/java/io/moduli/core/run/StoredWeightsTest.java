package io.moduli.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moduli.core.loading.LoadedPipeline;
import io.moduli.core.pipeline.Cancellation;
import io.moduli.core.pipeline.PipelineListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that begin with the weights of others. */
class StoredWeightsTest {

    private static final String NETWORK = """
            name = small, seed = 3
            task { type = small }
            network { cell { type = gru }, hidden = 6 }
            engine { threads = 1 }
            """;
    private static final String PRUNER = "pruner { type = smallest, schedule { type = even, target = 0.8 } }\n";
    private static final String EVALUATE = "stages = [{ type = evaluate }]\n";

    @TempDir
    Path folder;

    private Runs runs;
    private RunSummary first;

    @BeforeEach
    void trainOne() throws Exception {
        runs = new Runs(folder);
        first = runs.run("first", NETWORK + PRUNER + "stages = [" + Runs.TRAIN + ", { type = evaluate }]");
    }

    private static String from(Object path) {
        return "network.weights.from = \"" + path + "\"\n";
    }

    private double[] values(String run, String name) throws IOException {
        return runs.model(run).get(name).values();
    }

    @Test
    void valuesAndMasksAreTakenOver() throws Exception {
        RunSummary second = runs.run("second", NETWORK + from("first") + EVALUATE);

        for (String name : runs.model("first").byName().keySet()) {
            assertThat(values("second", name)).as(name).containsExactly(values("first", name));
        }
        assertThat(runs.model("second").byName()).containsKey("rnn.weight_hh_l0_mask");
        assertThat(second.stages().getFirst().metrics()).isEqualTo(first.stages().get(1).metrics());
    }

    @Test
    void aStoredNetworkIsPrunedWithoutTraining() throws Exception {
        runs.run("dense", NETWORK + "stages = [" + Runs.TRAIN + "]");
        runs.run("pruned", NETWORK + PRUNER + from("dense/model.safetensors")
                + "stages = [{ type = prune, sparsity = 0.5 }]");

        double[] mask = values("pruned", "rnn.weight_hh_l0_mask");
        double[] dense = values("dense", "rnn.weight_hh_l0");
        double[] pruned = values("pruned", "rnn.weight_hh_l0");
        assertThat(Arrays.stream(mask).sum()).isEqualTo(54);
        for (int entry = 0; entry < mask.length; entry++) {
            assertThat(pruned[entry]).isEqualTo(mask[entry] == 1 ? dense[entry] : 0);
        }
    }

    @Test
    void trainingGoesOnFromAndRewindsToTheStoredWeights() throws Exception {
        String ticket = "{ type = lottery-ticket, epochs = 1, steps-per-epoch = 1, rewind = true, learning-rate = 1e-9 }";
        runs.run("second", NETWORK + from("first") + "stages = [" + Runs.TRAIN + ", " + ticket + "]");

        double[] begun = values("first", "rnn.weight_hh_l0");
        assertThat(values("second", "rnn.weight_hh_l0")).isNotEqualTo(begun);
        double[] rewound = StoredTensors.read(folder.resolve("second/lottery-ticket.safetensors"))
                .get("rnn.weight_hh_l0").values();
        for (int entry = 0; entry < begun.length; entry++) {
            assertThat(rewound[entry]).isCloseTo(begun[entry], within(1e-7));
        }
    }

    @Test
    void aRunIsJudgedWithoutTheFileThatItBeganWith() throws Exception {
        Path other = Files.copy(folder.resolve("first/model.safetensors"), folder.resolve("other.safetensors"));
        String text = NETWORK + from("other.safetensors") + EVALUATE;
        RunSummary second = runs.run("second", text);
        LoadedPipeline pipeline = runs.load(text, Long.MAX_VALUE).orElseThrow();
        Files.delete(other);

        assertThat(new RunEvaluation(pipeline, folder.resolve("second"), Optional.empty(), Optional.empty())
                .execute(new PipelineListener() {}, new Cancellation()).getFirst().report().metrics())
                .isEqualTo(second.stages().getFirst().metrics());
        assertThatThrownBy(() -> runs.run("third", text)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("network.weights.from").hasMessageContaining("there is no such file or folder");
    }

    /** A file whose tensors have other names, all of one length, so that nothing else moves. */
    private void renamed(String file, UnaryOperator<String> change) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("first/model.safetensors")))
                .order(ByteOrder.LITTLE_ENDIAN);
        int length = (int) bytes.getLong();
        String header = change.apply(new String(bytes.array(), 8, length, StandardCharsets.UTF_8));
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer changed = ByteBuffer.allocate(8 + text.length + bytes.capacity() - 8 - length)
                .order(ByteOrder.LITTLE_ENDIAN);
        changed.putLong(text.length).put(text).put(bytes.array(), 8 + length, bytes.capacity() - 8 - length);
        Files.write(folder.resolve(file), changed.array());
    }

    @Test
    void tensorsMayHaveOtherNamesAndSomeMayBeMissing() throws Exception {
        renamed("theirs.safetensors", header -> header.replace("rnn.", "gated.").replace("decoder.", "fc."));
        String theirs = NETWORK + from("theirs.safetensors") + EVALUATE;
        assertThat(runs.problems(theirs)).singleElement().asString()
                .contains("network.weights.from", "the network has no such parameter");
        String named = theirs + "network.weights.names = [{ stored = \"gated.\", here = \"rnn.\" }, "
                + "{ stored = \"fc.\", here = \"decoder.\" }]\n";
        runs.run("second", named);
        assertThat(values("second", "decoder.weight")).containsExactly(values("first", "decoder.weight"));

        String deeper = named + "network.layers = 2\n";
        assertThat(runs.problems(deeper)).singleElement().asString()
                .contains("there is no tensor rnn.weight_ih_l1, which the network has");
        runs.run("deeper", deeper + "network.weights.missing = draw\n");
        assertThat(values("deeper", "rnn.weight_hh_l0")).containsExactly(values("first", "rnn.weight_hh_l0"));
        assertThat(values("deeper", "rnn.weight_hh_l1")).doesNotContain(0);
    }

    @Test
    void whatDoesNotFitIsToldBeforeTraining() throws Exception {
        assertThat(runs.problems(NETWORK + from("first") + EVALUATE + "network.hidden = 7\n")).singleElement()
                .asString().startsWith("small.conf:5: network.weights.from: ")
                .contains("tensor rnn.weight_hh_l0_mask: U8 of shape [18, 6], but the network needs");
        assertThat(runs.problems(NETWORK + from("first") + EVALUATE + "network.cell = { type = lstm }\n"))
                .singleElement().asString().contains(
                        "tensor rnn.weight_hh_l0_mask: U8 of shape [18, 6]", " of shape [24, 6]");
        renamed("points.safetensors", header -> header.replace("\"F32\"", "\"I32\""));
        assertThat(runs.problems(NETWORK + from("points.safetensors") + EVALUATE)).singleElement().asString()
                .contains("I32 of shape");
        byte[] bytes = Files.readAllBytes(folder.resolve("first/model.safetensors"));
        Files.write(folder.resolve("cut.safetensors"), Arrays.copyOf(bytes, bytes.length - 10));
        assertThat(runs.problems(NETWORK + from("cut.safetensors") + EVALUATE)).singleElement().asString()
                .contains("cut.safetensors: tensor ", " are not within the ");
    }
}
