package io.moduli.core.experiment.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.core.experiment.engine.TrialListener;
import io.moduli.core.experiment.result.AxisValue;
import io.moduli.core.experiment.result.ResultAxis;
import io.moduli.core.experiment.result.TrialStatus;
import io.moduli.core.pipeline.Cancellation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trials in real processes, which train nothing. */
class TrialProcessesTest {

    @TempDir
    Path path;

    private final Cancellation cancellation = new Cancellation();
    private final List<String> told = new ArrayList<>();
    private final TrialListener listener = new TrialListener() {

        @Override
        public void started(int trial) {
            told.add("started " + trial);
        }

        @Override
        public void progressed(int trial, double share) {
            told.add("progress " + share);
            if (trial == FakeTrials.RUNS_UNTIL_IT_IS_STOPPED) {
                cancellation.request();
            }
        }

        @Override
        public void ended(int trial) {
            told.add("ended " + trial);
        }

        @Override
        public void warned(String message) {
            told.add(message);
        }
    };

    private ExperimentFolder folder;
    private TrialProcesses processes;

    @BeforeEach
    void prepare() throws Exception {
        List<AxisValue> seeds = IntStream.rangeClosed(1, 8)
                .mapToObj(seed -> new AxisValue(Integer.toString(seed), (double) seed)).toList();
        folder = ExperimentFolder.prepare(path, new ExperimentPlan(
                "fake", List.of(new ResultAxis("seed", seeds, false, true)), List.of("evaluate.error"),
                new LinkedHashMap<>(),
                seeds.stream().map(seed -> new PlannedTrial(List.of(seed.label()), seed.label(), () -> "")).toList()));
        processes = new TrialProcesses(folder, List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                FakeTrials.class.getName(), path.toString()), cancellation);
    }

    @AfterEach
    void close() throws Exception {
        processes.close();
    }

    @Test
    void aProcessRunsTrialsOneAfterAnotherAndEachHasItsOwnLog() throws Exception {
        processes.run(FakeTrials.FINISHES, listener);
        processes.run(FakeTrials.FINISHES_TOO, listener);

        assertThat(told).containsExactly(
                "started 1", "progress 0.5", "ended 1", "started 2", "progress 0.5", "ended 2");
        assertThat(log(FakeTrials.FINISHES)).hasSize(2).contains("progress of a plugin, in its own words")
                .containsExactlyInAnyOrderElementsOf(log(FakeTrials.FINISHES_TOO));
        assertThat(outcome(FakeTrials.FINISHES_TOO).seconds()).isEqualTo(2);
    }

    @Test
    void aTrialThatFailsIsTheLastOneOfItsProcess() throws Exception {
        processes.run(FakeTrials.FAILS, listener);
        processes.run(FakeTrials.FINISHES, listener);

        assertThat(outcome(FakeTrials.FAILS).reason()).isEqualTo("diverged");
        assertThat(outcome(FakeTrials.FINISHES).status()).isEqualTo(TrialStatus.FINISHED);
        assertThat(log(FakeTrials.FINISHES)).isNotEqualTo(log(FakeTrials.FAILS));
    }

    @Test
    void aTrialWhoseProcessIsKilledIsTriedOnceMore() throws Exception {
        processes.run(FakeTrials.IS_KILLED_ONCE, listener);
        processes.run(FakeTrials.IS_ALWAYS_KILLED, listener);

        assertThat(told).containsExactly(
                "started 5", "trial 5 was killed by signal 9; it continues from its last checkpoint", "ended 5",
                "started 4", "trial 4 was killed by signal 9; it continues from its last checkpoint",
                "ended 4");
        assertThat(outcome(FakeTrials.IS_KILLED_ONCE).status()).isEqualTo(TrialStatus.FINISHED);
        assertThat(outcome(FakeTrials.IS_ALWAYS_KILLED).reason())
                .isEqualTo("killed by signal 9, and so was a second attempt");
        assertThat(log(FakeTrials.IS_ALWAYS_KILLED)).hasSize(2);
    }

    @Test
    void aTrialForAProcessThatIsJustEndingRunsInAnother() throws Exception {
        processes.run(FakeTrials.IS_THE_LAST_BEFORE_A_KILL, listener);
        processes.run(FakeTrials.FINISHES, listener);

        assertThat(told).containsExactly(
                "started 8", "progress 0.5", "ended 8", "started 1",
                "trial 1 was killed by signal 9; it continues from its last checkpoint", "progress 0.5", "ended 1");
        assertThat(outcome(FakeTrials.FINISHES).status()).isEqualTo(TrialStatus.FINISHED);
    }

    @Test
    void aTrialThatCannotBeginFailsWithWhatItsProcessSaidLast() throws Exception {
        processes.run(FakeTrials.CANNOT_BEGIN, listener);

        assertThat(outcome(FakeTrials.CANNOT_BEGIN).reason())
                .isEqualTo("ended with status 2: moduli: there is no such file");
    }

    @Test
    void aProcessIsAskedToStopByTheEndOfItsInputAndItsTrialIsUnfinished() throws Exception {
        processes.run(FakeTrials.RUNS_UNTIL_IT_IS_STOPPED, listener);

        assertThat(told).containsExactly("started 7", "progress 0.25", "ended 7");
        assertThat(folder.trial(FakeTrials.RUNS_UNTIL_IT_IS_STOPPED).outcome()).isEmpty();
    }

    private TrialOutcome outcome(int trial) throws Exception {
        return folder.trial(trial).outcome().orElseThrow();
    }

    private List<String> log(int trial) throws Exception {
        return Files.readAllLines(folder.trial(trial).log());
    }
}
