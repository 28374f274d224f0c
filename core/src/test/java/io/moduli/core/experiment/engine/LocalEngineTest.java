package io.moduli.core.experiment.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moduli.core.pipeline.Cancellation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LocalEngineTest {

    private static final long GIBIBYTE = 1L << 30;

    private static LocalEngine engine(Optional<Integer> parallel, Optional<Integer> threads, long memory) {
        return new LocalEngine(new LocalEngineSettings(parallel, threads), 8, memory);
    }

    private static TrialWork work(List<Integer> trials, TrialRunner runner, Cancellation cancellation) {
        return new TrialWork(Path.of("nowhere"), trials, new TrialDemand(List.of()), runner, cancellation);
    }

    @Test
    void theProcessorsAreSharedOutAmongTheTrialsThatRunAtOnce() {
        TrialDemand small = new TrialDemand(List.of(1000L, 1000L));
        LocalEngine standard = engine(Optional.empty(), Optional.empty(), 64 * GIBIBYTE);
        assertThat(standard.atOnce(small)).isEqualTo(8);
        assertThat(standard.threadsPerTrial()).isEqualTo(1);
        LocalEngine three = engine(Optional.of(3), Optional.empty(), 64 * GIBIBYTE);
        assertThat(three.atOnce(small)).isEqualTo(3);
        assertThat(three.threadsPerTrial()).isEqualTo(2);
        LocalEngine wide = engine(Optional.empty(), Optional.of(4), 64 * GIBIBYTE);
        assertThat(wide.atOnce(small)).isEqualTo(2);
        assertThat(wide.threadsPerTrial()).isEqualTo(4);
        assertThat(engine(Optional.of(16), Optional.empty(), 64 * GIBIBYTE).threadsPerTrial()).isEqualTo(1);
    }

    @Test
    void theLargestTrialsThatMayRunAtOnceMustFitIntoMemoryTogether() {
        TrialDemand demand = new TrialDemand(List.of(GIBIBYTE, 3 * GIBIBYTE, 2 * GIBIBYTE));

        assertThat(engine(Optional.of(2), Optional.empty(), 6 * GIBIBYTE).check(demand)).isEmpty();
        assertThat(engine(Optional.of(2), Optional.empty(), 5 * GIBIBYTE).check(demand)).containsExactly(
                "2 trials at once need 5.8 GiB of memory, but the machine has 5.0 GiB; run fewer at once");
        assertThat(engine(Optional.empty(), Optional.empty(), 5 * GIBIBYTE).check(demand)).isEmpty();
        assertThat(engine(Optional.empty(), Optional.empty(), 5 * GIBIBYTE).atOnce(demand)).isEqualTo(1);
        assertThat(engine(Optional.empty(), Optional.empty(), 3 * GIBIBYTE).check(demand)).containsExactly(
                "1 trial at once needs 3.4 GiB of memory, but the machine has 3.0 GiB; run fewer at once");
    }

    @Test
    void soManyTrialsRunAtOnceAndAllAreRun() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch two = new CountDownLatch(2);
        List<Integer> run = Collections.synchronizedList(new ArrayList<>());

        engine(Optional.of(2), Optional.empty(), GIBIBYTE).run(work(List.of(1, 2, 3, 4, 5), (trial, _) -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            two.countDown();
            two.await();
            run.add(trial);
            running.decrementAndGet();
        }, new Cancellation()), new TrialListener() {});

        assertThat(run).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
        assertThat(most).hasValue(2);
    }

    @Test
    void noTrialBeginsAfterItWasAskedToStop() throws Exception {
        Cancellation cancellation = new Cancellation();
        List<Integer> run = new ArrayList<>();

        engine(Optional.of(1), Optional.empty(), GIBIBYTE).run(work(List.of(1, 2, 3), (trial, _) -> {
            run.add(trial);
            cancellation.request();
        }, cancellation), new TrialListener() {});

        assertThat(run).containsExactly(1);
    }

    @Test
    void whatFailsAroundATrialEndsTheExperiment() {
        assertThatThrownBy(() -> engine(Optional.of(1), Optional.empty(), GIBIBYTE).run(work(List.of(1), (_, _) -> {
            throw new IOException("the disk is full");
        }, new Cancellation()), new TrialListener() {})).isInstanceOf(IOException.class).hasMessage("the disk is full");
    }
}
