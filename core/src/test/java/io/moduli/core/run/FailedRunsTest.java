package io.moduli.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.moduli.core.pipeline.Cancellation;
import io.moduli.core.pipeline.DivergedException;
import io.moduli.core.pipeline.EpochReport;
import io.moduli.core.pipeline.InterruptedRunException;
import io.moduli.core.pipeline.PipelineListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a run leaves that does not come to its end. */
class FailedRunsTest {

    private static final String BASE = """
            name = small, seed = 3
            task { type = failing }
            network { cell { type = gru }, hidden = 6 }
            optimizer { type = adamw, learning-rate = 1e-2 }
            regularizers = [{ type = failing }]
            engine { threads = 2 }
            """;

    private static final String WITHOUT_REPORT = "\nreport.enabled = false\n";

    private static final String PRUNER = "pruner { type = failing, schedule { type = even, target = 0.8 } }";

    @TempDir
    Path folder;

    private final IllegalStateException failure = new IllegalStateException("the plugin gave up");
    private Runs runs;

    @BeforeEach
    void start() {
        runs = with(() -> failure);
    }

    private Runs with(Supplier<Throwable> thrown) {
        return new Runs(folder, new FailingPlugin(thrown));
    }

    private static String training(int steps) {
        return BASE + "stages = [{ type = evaluate, batches = 2 }, { type = train, epochs = 1, steps-per-epoch = "
                + steps + " }, { type = evaluate }]\n";
    }

    private byte[] model(String out) throws IOException {
        return Files.readAllBytes(runs.file(out, RunDirectory.MODEL));
    }

    private void assertEnded(String out, String outcome, int stages) throws IOException {
        JsonNode summary = runs.json(out, RunDirectory.SUMMARY);
        assertThat(summary.get("outcome").asText()).isEqualTo(outcome);
        assertThat(summary.get("stages")).hasSize(stages);
        try (Stream<Path> files = Files.list(folder.resolve(out))) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("."));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", value = {
        "regularizers = [{ type = failing, after = 4 }] | 4 | 1",
        "task { batch = 4 } | 4 | 1",
        "task { batch = 4 }, engine { threads = 1 } | 4 | 1",
        "task { split = test, batch = 2 } | 5 | 2",
        PRUNER + " | 5 | 1"})
    void whateverAPluginThrowsTheNetworkIsKeptAsItStands(String fault, int steps, int stagesDone) throws Exception {
        String threads = fault.contains("threads") ? "\nengine { threads = 1 }" : "";
        runs.run("sound", training(steps) + threads + WITHOUT_REPORT);
        PipelineRun run = runs.prepare("failed", training(5) + fault);

        assertThatThrownBy(() -> run.execute(new PipelineListener() {})).isSameAs(failure);

        assertThat(model("failed")).isEqualTo(model("sound"));
        assertEnded("failed", "failed", stagesDone);
        assertThat(runs.file("failed", RunDirectory.REPORT)).content()
                .contains("<h1>small: failed</h1>", "IllegalStateException: the plugin gave up", "not finished");
        assertThat(failure.getSuppressed()).isEmpty();
    }

    static Stream<Arguments> errors() {
        return Stream.of(new NoClassDefFoundError("org/example/Missing"), new AssertionError("never"),
                new StackOverflowError(), new OutOfMemoryError("Java heap space")).map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anErrorIsAFailureLikeAnyOther(Error error) throws Exception {
        runs = with(() -> error);
        PipelineRun run = runs.prepare("failed", training(5) + "task.batch = 4");

        assertThatThrownBy(() -> run.execute(new PipelineListener() {})).isSameAs(error);

        assertThat(runs.model("failed").get("rnn.weight_hh_l0").shape()).containsExactly(18, 6);
        assertEnded("failed", "failed", 1);
        assertThat(runs.file("failed", RunDirectory.REPORT)).exists();
    }

    @Test
    void whatAFileOfAPluginSaysIsTheFailureItself() throws Exception {
        IOException gone = new IOException("the disk is gone");
        runs = with(() -> new UncheckedIOException(gone));
        PipelineRun run = runs.prepare("failed", training(5) + "task.batch = 4");

        assertThatThrownBy(() -> run.execute(new PipelineListener() {})).isSameAs(gone);
        assertEnded("failed", "failed", 1);
    }

    @Test
    void aFailureOfALotteryTicketKeepsBothNetworks() throws Exception {
        runs.run("sound", BASE + "stages = [{ type = train, epochs = 1, steps-per-epoch = 3 }]" + WITHOUT_REPORT);
        PipelineRun run = runs.prepare("failed", BASE + """
                stages = [{ type = train, epochs = 1, steps-per-epoch = 3 }
                          { type = lottery-ticket, epochs = 1, steps-per-epoch = 3 }]
                regularizers = [{ type = failing, after = 5 }]
                """);

        assertThatThrownBy(() -> run.execute(new PipelineListener() {})).isSameAs(failure);

        assertThat(model("failed")).isEqualTo(model("sound"));
        assertThat(StoredTensors.read(runs.file("failed", RunDirectory.LOTTERY_TICKET)).get("decoder.bias").shape())
                .containsExactly(3);
        assertEnded("failed", "failed", 1);
    }

    @Test
    void aSecondFailureWhileSavingHidesNeitherTheFirstNorTheRest() throws Exception {
        PipelineRun run = runs.prepare("failed", training(5) + "task.batch = 4");
        // A folder with something in it where the file is to go cannot be replaced.
        Files.createDirectories(runs.file("failed", RunDirectory.MODEL).resolve("inside"));

        Throwable thrown = catchThrowable(() -> run.execute(new PipelineListener() {}));

        assertThat(thrown).isSameAs(failure);
        assertThat(thrown.getSuppressed()).singleElement().satisfies(second -> assertThat(second)
                .isInstanceOf(IOException.class).hasMessageContaining(RunDirectory.MODEL));
        assertEnded("failed", "failed", 1);
        assertThat(runs.file("failed", RunDirectory.REPORT)).exists();
    }

    @Test
    void aThreadThatIsInterruptedStillSaves() throws Exception {
        PipelineRun run = runs.prepare("failed", training(5));
        PipelineListener interrupting = new PipelineListener() {
            @Override
            public void epochDone(EpochReport epoch) {
                Thread.currentThread().interrupt();
                throw failure;
            }
        };

        assertThatThrownBy(() -> run.execute(interrupting)).isSameAs(failure);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(runs.model("failed").get("rnn.weight_hh_l0").shape()).containsExactly(18, 6);
        assertEnded("failed", "failed", 1);
    }

    @Test
    void aRunThatFailsBeforeItHasANetworkLeavesASummary() throws Exception {
        PipelineRun run = runs.prepare("failed", training(5) + "regularizers = [{ type = failing, unbound = true }]");

        assertThatThrownBy(() -> run.execute(new PipelineListener() {})).isSameAs(failure);

        assertThat(runs.file("failed", RunDirectory.MODEL)).doesNotExist();
        assertEnded("failed", "failed", 0);
    }

    @Test
    void aReportThatFailsDoesNotFailTheRun() throws Exception {
        runs = with(() -> new NoClassDefFoundError("org/example/Missing"));
        runs.run("done", training(5) + "task.exhibits = true");

        assertEnded("done", "done", 3);
        assertThat(runs.metrics("done")).filteredOn(line -> line.get("event").asText().equals("warning"))
                .singleElement().satisfies(line -> assertThat(line.get("message").asText())
                        .contains("report").endsWith("java.lang.NoClassDefFoundError: org/example/Missing"));
    }

    @Test
    void aNetworkThatCannotBePortrayedBeforeATicketCostsItsPartOfTheReportOnly() throws Exception {
        runs = with(() -> new NoClassDefFoundError("org/example/Missing"));
        runs.run("done",
                BASE + "stages = [" + Runs.TRAIN + ", { type = lottery-ticket, epochs = 1, steps-per-epoch = 3 }]\n"
                        + "task.exhibits = true");

        assertEnded("done", "done", 2);
        assertThat(runs.file("done", RunDirectory.lotteryTicket(1))).exists();
    }

    @Test
    void aReportThatFindsNoRoomLeavesTheSummaryOfARunThatIsDone() throws Exception {
        PipelineRun run = runs.prepare("done", training(5));
        // A folder with something in it where the page is to go cannot be replaced.
        Files.createDirectories(runs.file("done", RunDirectory.REPORT).resolve("inside"));
        List<String> warnings = new ArrayList<>();
        Path metrics = runs.file("done", RunDirectory.METRICS);

        run.execute(new PipelineListener() {
            @Override
            public void warned(String message) {
                warnings.add(message);
            }
        });

        assertEnded("done", "done", 3);
        assertThat(runs.model("done").get("rnn.weight_hh_l0").shape()).containsExactly(18, 6);
        assertThat(warnings).singleElement().asString()
                .startsWith("the report could not be written: ").contains(RunDirectory.REPORT);
        assertThat(metrics).content().contains("the report could not be written");
    }

    @Test
    void aWarningAfterTheEndThatFindsNoRoomIsToldAndFailsNothing() throws Exception {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "there is no such device on this system");
        List<String> warnings = new ArrayList<>();
        MetricsLog log = new MetricsLog(Files.createSymbolicLink(folder.resolve("metrics.jsonl"), full));

        new RecordingListener(log, new PipelineListener() {
            @Override
            public void warned(String message) {
                warnings.add(message);
            }
        }, _ -> {}, _ -> {}).warnedAtTheEnd("the report could not be written");

        assertThat(warnings).containsExactly("the report could not be written",
                "the warning before this one could not be written: " + folder.resolve("metrics.jsonl")
                        + ": No space left on device");
    }

    @Test
    void aRunThatDivergedKeepsTheNetworkFromBeforeTheUpdateThatCouldNotBeMade() throws Exception {
        String stages = BASE + "stages = [{ type = train, epochs = 4, steps-per-epoch = 3 }]" + WITHOUT_REPORT
                + "task { type = small }\n";
        Cancellation afterSeven = new Cancellation();
        PipelineRun stopped = runs.prepare("stopped", stages);
        assertThatThrownBy(() -> stopped.execute(new PipelineListener() {
            @Override
            public void stepDone(long step, double loss) {
                if (step == 7) {
                    afterSeven.request();
                }
            }
        }, afterSeven)).isInstanceOf(InterruptedRunException.class);

        PipelineRun diverging = runs.prepare("diverged", stages + "task.faulty-from = 7");
        assertThatThrownBy(() -> diverging.execute(new PipelineListener() {})).isInstanceOf(DivergedException.class);

        assertThat(model("diverged")).isEqualTo(model("stopped"));
        assertEnded("diverged", "diverged", 0);
    }

    @Test
    void aRunWhosePointsHaveLeftTheFiniteKeepsNoNetwork() throws Exception {
        PipelineRun run = runs.prepare("diverged", training(5) + """
                network.geometry { space { type = line }, learn { rate = 1e300, epochs = 1 } }
                regularizers = [{ type = failing, pull = 1e300 }]
                """);

        assertThatThrownBy(() -> run.execute(new PipelineListener() {})).isInstanceOf(DivergedException.class)
                .hasMessageContaining("learned points that have left the finite");

        assertThat(runs.file("diverged", RunDirectory.MODEL)).doesNotExist();
        assertEnded("diverged", "diverged", 1);
    }

    @Test
    void aRunThatDivergedFromValuesThatAreNotFiniteKeepsNoNetwork() throws Exception {
        PipelineRun run = runs.prepare("diverged", training(5) + "optimizer { type = sgd, learning-rate = 1e300 }");

        assertThatThrownBy(() -> run.execute(new PipelineListener() {})).isInstanceOf(DivergedException.class);

        assertThat(runs.file("diverged", RunDirectory.MODEL)).doesNotExist();
        assertEnded("diverged", "diverged", 1);
        assertThat(runs.file("diverged", RunDirectory.REPORT)).content()
                .contains("Some weights are not finite any more");
    }

    @Test
    void whatOnlyTheLastUpdateRuinsIsADivergence() throws Exception {
        PipelineRun run = runs.prepare("diverged", BASE + """
                stages = [{ type = train, epochs = 1, steps-per-epoch = 1 }, { type = evaluate }]
                task { type = small }
                optimizer { type = sgd, learning-rate = 1e300 }
                clip-norm = null
                """ + WITHOUT_REPORT);

        assertThatThrownBy(() -> run.execute(new PipelineListener() {}))
                .isInstanceOf(DivergedException.class)
                .hasMessageMatching(
                        "train diverged in its last update, at step 1: \\S+ has values that are not finite\\. Try a smaller learning rate or a clip-norm\\.");

        assertThat(runs.file("diverged", RunDirectory.MODEL)).doesNotExist();
        assertThat(runs.json("diverged", RunDirectory.SUMMARY).get("outcome").asText()).isEqualTo("diverged");
    }

    @Test
    void aMetricThatIsNotFiniteIsADivergenceAndNullWithItsReason() throws Exception {
        PipelineRun run = runs.prepare("diverged", BASE + """
                stages = [{ type = train, epochs = 1, steps-per-epoch = 1 }, { type = evaluate }]
                task { type = small, overflowing = true }
                """ + WITHOUT_REPORT);

        assertThatThrownBy(() -> run.execute(new PipelineListener() {}))
                .isInstanceOf(DivergedException.class)
                .hasMessage(
                        "evaluate resulted in perplexity Infinity, accuracy NaN: the network has diverged; train it with a smaller learning rate or a clip-norm.");

        JsonNode summary = runs.json("diverged", RunDirectory.SUMMARY);
        assertThat(summary.get("outcome").asText()).isEqualTo("diverged");
        for (JsonNode metrics : List.of(
                summary.get("stages").get(1).get("metrics"), runs.metrics("diverged").getLast().get("metrics"))) {
            assertThat(metrics.get("perplexity").isNull()).isTrue();
            assertThat(metrics.get("perplexity_reason").asText()).isEqualTo("infinite");
            assertThat(metrics.get("accuracy").isNull()).isTrue();
            assertThat(metrics.get("accuracy_reason").asText()).isEqualTo("not a number");
            assertThat(metrics.get("loss").isNumber()).isTrue();
        }
    }
}
