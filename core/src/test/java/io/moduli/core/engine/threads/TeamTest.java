package io.moduli.core.engine.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
                    team.barrier();
                    for (int[] other : written) {
                        if (other[0] != round) {
                            stale.incrementAndGet();
                        }
                    }
                    team.barrier();
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
                    team.barrier();
                    if (worker == failing) {
                        throw thrown;
                    }
                    team.barrier();
                })).isSameAs(thrown);

                AtomicInteger calls = new AtomicInteger();
                team.run(_ -> {
                    team.barrier();
                    calls.incrementAndGet();
                    team.barrier();
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
}
