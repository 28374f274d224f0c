package io.moduli.core.engine.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TeamTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void everyWorkerRunsTheWorkOnce(int size) {
        try (Team team = new Team(size)) {
            AtomicIntegerArray calls = new AtomicIntegerArray(size);

            team.run(calls::incrementAndGet);

            assertThat(IntStream.range(0, size).map(calls::get)).containsOnly(1).hasSize(size);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 7", "2, 1", "2, 0", "3, 100", "5, 3"})
    void forEachCoversEveryIndexOnce(int size, int count) {
        try (Team team = new Team(size)) {
            AtomicIntegerArray calls = new AtomicIntegerArray(count);

            team.forEach(count, calls::incrementAndGet);

            assertThat(IntStream.range(0, count).map(calls::get).filter(times -> times == 1).count()).isEqualTo(count);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 100", "2, 20000", "3, 1000"})
    void noWorkerPassesABarrierBeforeAllHaveComeToIt(int size, int rounds) {
        int[][] written = new int[size][1];
        AtomicInteger stale = new AtomicInteger();
        try (Team team = new Team(size)) {
            team.run(worker -> {
                for (int round = 1; round <= rounds; round++) {
                    written[worker][0] = round;
                    team.barrier(worker);
                    for (int[] other : written) {
                        if (other[0] != round) {
                            stale.incrementAndGet();
                        }
                    }
                    team.barrier(worker);
                }
            });
        }
        assertThat(stale).hasValue(0);
        assertThat(written).isDeepEqualTo(
                IntStream.range(0, size).mapToObj(_ -> new int[] {rounds}).toArray(int[][]::new));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "2, 1", "3, 2"})
    void anExceptionReachesTheCallerAndTheTeamGoesOn(int size, int failing) {
        try (Team team = new Team(size)) {
            for (int round = 0; round < 100; round++) {
                IllegalArgumentException thrown = new IllegalArgumentException("round " + round);
                assertThatThrownBy(() -> team.run(worker -> {
                    team.barrier(worker);
                    if (worker == failing) {
                        throw thrown;
                    }
                    team.barrier(worker);
                })).isSameAs(thrown);

                AtomicInteger calls = new AtomicInteger();
                team.run(worker -> {
                    team.barrier(worker);
                    calls.incrementAndGet();
                    team.barrier(worker);
                });
                assertThat(calls).hasValue(size);
            }
        }
    }

    @Test
    void anErrorReachesTheCallerAsItIs() {
        try (Team team = new Team(2)) {
            OutOfMemoryError thrown = new OutOfMemoryError("no more");
            assertThatThrownBy(() -> team.run(worker -> {
                if (worker == 1) {
                    throw thrown;
                }
            })).isSameAs(thrown);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void workThatHandsTheTeamMoreWorkIsRefusedRatherThanLeftHanging(int size) {
        try (Team team = new Team(size)) {
            assertThatThrownBy(() -> team.run(_ -> team.forEach(3, _ -> {})))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the team is at work already; its work cannot hand it more");
            AtomicInteger calls = new AtomicInteger();
            team.forEach(4, _ -> calls.incrementAndGet());
            assertThat(calls).hasValue(4);
        }
    }

    @Test
    void aClosedTeamRefusesWorkAndItsThreadsEnd() throws InterruptedException {
        Team team = new Team(3);
        Thread[] helpers = new Thread[3];
        team.run(worker -> helpers[worker] = Thread.currentThread());
        team.close();

        assertThatThrownBy(() -> team.run(_ -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the team is closed");
        for (int worker = 1; worker < helpers.length; worker++) {
            helpers[worker].join(20_000);
            assertThat(helpers[worker].isAlive()).isFalse();
        }
    }

    @Test
    void sleepingHelpersWakeUp() throws InterruptedException {
        try (Team team = new Team(2)) {
            Thread[] threads = new Thread[2];
            team.run(worker -> threads[worker] = Thread.currentThread());
            while (threads[1].getState() != Thread.State.WAITING) {
                Thread.sleep(1);
            }
            AtomicInteger calls = new AtomicInteger();
            team.run(_ -> calls.incrementAndGet());
            assertThat(calls).hasValue(2);
        }
    }

    @Test
    void aCountIsSplitAsEvenlyAsCanBe() {
        assertThat(Team.split(10, 3)).containsExactly(0, 3, 6, 10);
        assertThat(Team.split(2, 5)).containsExactly(0, 0, 0, 1, 1, 2);
        assertThat(Team.split(Integer.MAX_VALUE, 2)).containsExactly(0, 1_073_741_823, Integer.MAX_VALUE);
    }

    @Test
    void aTeamHasAMember() {
        assertThatThrownBy(() -> new Team(0)).hasMessage("a team of 0");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void thePartsOfAStepAddUpToItsTime(int size) {
        try (Team team = new Team(size)) {
            team.startClocks();
            StepPart before = team.clock(0).enter(StepPart.PENALTY);
            team.run(worker -> {
                spin(2);
                StepPart outside = team.clock(worker).enter(StepPart.CELL_FORWARD);
                spin(worker == 0 ? 4 : 1);
                team.barrier(worker);
                team.clock(worker).enter(outside);
            });
            team.clock(0).enter(before);
            spin(3);
            StepTimes times = team.stopClocks();

            assertThat(times.byPart().values().stream().mapToDouble(Double::doubleValue).sum())
                    .isCloseTo(times.seconds(), within(1e-6));
            assertThat(times.byPart().get(StepPart.PENALTY)).isGreaterThanOrEqualTo(0.002);
            assertThat(times.byPart().get(StepPart.CELL_FORWARD))
                    .isGreaterThanOrEqualTo((0.004 + 0.001 * (size - 1)) / size);
            assertThat(times.byPart().get(StepPart.OTHER)).isGreaterThanOrEqualTo(0.003 / size);
            // While worker 0 spins alone, all others wait.
            assertThat(times.byPart().get(StepPart.WAITING)).isGreaterThanOrEqualTo(0.005 * (size - 1) / size);
            assertThat(times.byPart().get(StepPart.READ_OUT)).isZero();
        }
    }

    @Test
    void aTeamOfOneWithinAnotherHasTheClockOfItsWorker() {
        try (Team team = new Team(2); Team alone = new Team(team, 1)) {
            assertThat(alone.size()).isEqualTo(1);
            assertThat(alone.clock(0)).isSameAs(team.clock(1));
        }
    }

    private static void spin(int milliseconds) {
        long end = System.nanoTime() + milliseconds * 1_000_000L;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
