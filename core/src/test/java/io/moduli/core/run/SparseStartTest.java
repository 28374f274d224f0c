package io.moduli.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moduli.core.pruning.BrokenPrunerException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks whose pruner starts sparse have their masks before they have weights. */
class SparseStartTest {

    private static final String STAGES = """
            stages = [
              { type = train, epochs = 2, steps-per-epoch = 3 }
              { type = lottery-ticket, epochs = 1, steps-per-epoch = 2, rewind = true }
            ]
            """;

    @TempDir
    Path folder;

    private Runs runs;

    @BeforeEach
    void start() {
        runs = new Runs(folder);
    }

    private static String pipeline(String pruner) {
        return Runs.BASE.replaceAll("pruner .*", "pruner { type = scripted, " + pruner
                + ", schedule { type = falling, from = 0.75, target = 0.75 } }")
                .replace("threads = 2", "threads = 2, format = sparse") + STAGES;
    }

    @Test
    void theyTrainAsThoseThatArePrunedBeforeTheirFirstStep() throws Exception {
        runs.run("pruned", pipeline("first = true"));
        runs.run("sparse", pipeline("first = true, sparse = true"));

        for (String model : new String[] {"model.safetensors", "lottery-ticket.safetensors"}) {
            assertThat(Files.readAllBytes(runs.file("sparse", model)))
                    .isEqualTo(Files.readAllBytes(runs.file("pruned", model)));
        }
        assertThat(runs.epochs("sparse").getFirst().get("sparsity"))
                .isEqualTo(runs.epochs("pruned").getFirst().get("sparsity"));
    }

    @Test
    void whatThePrunerHasToSayIsSaid() throws Exception {
        runs.run("sparse", pipeline("first = true, sparse = true"));

        assertThat(runs.metrics("sparse")).filteredOn(line -> line.get("event").asText().equals("warning"))
                .first().extracting(line -> line.get("message").asText())
                .isEqualTo("first 0 of 6, epoch 0.000 of 2, share 0.750");
    }

    @Test
    void aPrunerThatLooksAtWeightsThatThereAreNotYetEndsTheRun() {
        assertThatThrownBy(() -> runs.run("looks", pipeline("first = true, sparse = true, gradients = true")))
                .isInstanceOf(BrokenPrunerException.class)
                .hasMessage(
                        "the pruner scripted is broken: it declares that it starts sparse, but asks for the gradient of rnn.weight_hh_l0 before training");
    }

    @Test
    void aPrunerThatStartsSparseMustGiveMasks() {
        assertThatThrownBy(() -> runs.run("none", pipeline("sparse = true")))
                .isInstanceOf(BrokenPrunerException.class)
                .hasMessage(
                        "the pruner scripted is broken: it declares that it starts sparse, but gives no first masks");
    }

    @Test
    void aPrunerThatIsNeverAskedIsAnErrorBeforeTraining() {
        assertThat(runs.problems(pipeline("steps = 7"))).containsExactly(
                "small.conf:6: pruner: it is asked every 7 training steps from step 0 to step 6 of 6, and so never; let it be asked more often, or train longer");
    }

    @Test
    void aPrunerThatBeginsAfterTrainingIsAnErrorBeforeIt() {
        assertThat(runs.problems(pipeline("begin = 3"))).containsExactly(
                "small.conf:6: pruner: it is asked from epoch 3 on, but training has only 2, and so never; let it be asked earlier, or train longer");
    }

    @Test
    void pointsThatWouldMoveAwayFromChosenConnectionsAreAnErrorBeforeTraining() {
        String learned = pipeline("first = true, sparse = true, use = required")
                .replace("space { type = line }", "space { type = line }, learn { rate = 0.1, epochs = 1 }")
                .replace("{ type = absolute }", "{ type = absolute, moves = true }");

        assertThat(runs.problems(learned)).singleElement().asString().startsWith(
                "small.conf:6: pruner: it chooses connections by the geometry before training and keeps them, but the points are learned");
    }
}
