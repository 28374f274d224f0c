package io.moduli.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.moduli.core.pipeline.Cancellation;
import io.moduli.core.pipeline.PipelineListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BestNetworkTest {

    /** The learning rate is far too large, so that epochs get better and worse. */
    private static final String BASE = """
            name = small, seed = 3
            task { type = small }
            network { cell { type = gru }, hidden = 6 }
            optimizer { type = adam, learning-rate = 0.3 }
            engine { threads = 1 }
            report { enabled = false }
            """;

    private final Runs runs;
    private final ResumedRuns resumed;

    BestNetworkTest(@TempDir Path folder) {
        this.runs = new Runs(folder);
        this.resumed = new ResumedRuns(folder);
    }

    private static String train(int epochs, String more) {
        return "stages = [{ type = train, epochs = %d, steps-per-epoch = 2, validation-batches = 2, %s }]\n"
                .formatted(epochs, more);
    }

    private List<Double> losses(String out) throws Exception {
        return runs.epochs(out).stream().map(epoch -> epoch.get("validation_loss").asDouble()).toList();
    }

    private int best(String out) throws Exception {
        List<Double> losses = losses(out);
        return losses.indexOf(losses.stream().min(Comparator.naturalOrder()).orElseThrow()) + 1;
    }

    @Test
    void theBestNetworkIsStoredBesideTheLastOne() throws Exception {
        runs.run("all", BASE + train(8, "keep = best"));
        int best = best("all");
        assertThat(best).isBetween(2, 7);
        runs.run("until-best", BASE + train(best, ""));

        assertThat(StoredTensors.read(runs.file("all", RunDirectory.BEST)).byName().get("rnn.weight_hh_l0").values())
                .isEqualTo(runs.model("until-best").get("rnn.weight_hh_l0").values())
                .isNotEqualTo(runs.model("all").get("rnn.weight_hh_l0").values());
        JsonNode stage = runs.json("all", RunDirectory.SUMMARY).at("/stages/0/metrics");
        assertThat(stage.get("best-epoch").asInt()).isEqualTo(best);
        assertThat(stage.get("best-loss").asDouble()).isEqualTo(losses("all").get(best - 1));
        assertThat(runs.epochs("all").get(best - 1).get("best").asBoolean()).isTrue();
        assertThat(runs.epochs("all").get(best).has("best")).isFalse();
    }

    @Test
    void aStageGoesBackToItsBestNetworkIfItIsAskedTo() throws Exception {
        runs.run("restored", BASE + train(8, "keep = best, restore-best = true"));
        runs.run("until-best", BASE + train(best("restored"), ""));

        assertThat(runs.file("restored", RunDirectory.MODEL)).hasSameBinaryContentAs(
                runs.file("until-best", RunDirectory.MODEL));
    }

    @Test
    void aStageEndsWhenItHasWaitedForABetterNetworkForLongEnough() throws Exception {
        runs.run("patient", BASE + train(40, "patience = 3"));

        int best = best("patient");
        assertThat(best).isLessThan(37);
        assertThat(losses("patient")).hasSize(best + 3);
        assertThat(runs.json("patient", RunDirectory.SUMMARY).at("/stages/0/metrics/best-epoch").asInt())
                .isEqualTo(best);
        assertThat(runs.file("patient", RunDirectory.BEST)).doesNotExist();
    }

    @Test
    void epochsAreComparedAtTheSameSparsityAlone() throws Exception {
        runs.run("pruned", BASE + """
                pruner { type = smallest, schedule { type = even, target = 0.6, epochs = 5 } }
                """ + train(5, "keep = best, patience = 1"));

        // Each epoch prunes further, so each is the first of its sparsity and the best.
        assertThat(runs.epochs("pruned")).hasSize(5)
                .allSatisfy(epoch -> assertThat(epoch.get("best").asBoolean()).isTrue());
    }

    @Test
    void aMetricOfTheTaskMayTellTheBestNetwork() throws Exception {
        runs.run("metric", BASE + train(3, "keep = best, metric = batches-seen"));

        assertThat(runs.epochs("metric"))
                .allSatisfy(epoch -> assertThat(epoch.at("/validation_metric/batches-seen").asDouble()).isEqualTo(2))
                .extracting(epoch -> epoch.has("best")).containsExactly(true, false, false);
        JsonNode stage = runs.json("metric", RunDirectory.SUMMARY).at("/stages/0/metrics");
        assertThat(stage.get("best-batches-seen").asDouble()).isEqualTo(2);
        assertThat(stage.get("best-epoch").asInt()).isEqualTo(1);
    }

    @Test
    void aRunThatIsKilledGoesOnToTheSameBestNetwork() throws Exception {
        String text = BASE + train(6, "keep = best, restore-best = true, patience = 3");
        List<String> killed = new ArrayList<>();
        runs.prepare("whole", text).execute(new PipelineListener() {
            @Override
            public void stepDone(long step, double loss) {
                killed.add("killed-" + step);
                resumed.copy("whole", "killed-" + step);
            }
        }, new Cancellation());
        Map<String, Object> expected = resumed.left("whole");

        assertThat(killed).hasSizeGreaterThan(6);
        for (String copy : killed) {
            resumed.resume(copy);
            assertThat(resumed.left(copy)).as(copy).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "restore-best = true | small.conf:7: stages.0.restore-best: needs keep = best: otherwise there is no best network to return to",
        "keep = best, metric = batch-seen | small.conf:7: stages.0.metric: the task has no metric batch-seen (did you mean \"batches-seen\"?); it has batches-seen, loss",
        "patience = 0 | small.conf:7: stages.0.patience: expected a whole number of 1 or more, found the number 0"})
    void whatCannotBeIsAProblemOfTheFile(String more, String problem) {
        assertThat(runs.problems(BASE + train(2, more))).containsExactly(problem);
    }
}
