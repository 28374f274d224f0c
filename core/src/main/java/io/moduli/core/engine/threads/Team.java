package io.moduli.core.engine.threads;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A fixed team of threads that run the same code on parts of their own (single program, multiple data).
 *
 * <p>The calling thread is worker 0. Between two calls the other workers spin for a while and then sleep, since the
 * pieces of a training step take microseconds and waking a thread takes tens of them. A team serves one caller at a
 * time.
 */
public final class Team implements AutoCloseable {

    private final int size;
    private final WorkerClock[] clocks;
    private final Patience[] patience;
    private final Thread[] helpers;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicInteger unfinished = new AtomicInteger();
    private final AtomicInteger arrived = new AtomicInteger();
    private final AtomicInteger generation = new AtomicInteger();
    private long clocksStarted;
    private volatile int phase;
    private volatile boolean closed;
    private @Nullable IntConsumer part;
    private StepPart partOfCaller = StepPart.OTHER;
    private final IntConsumer indexPart = this::acceptIndices;
    private IntConsumer bodyOfIndex = _ -> {};
    private int indices;

    /**
     * @param size how many workers, the caller included; 1 or more
     */
    public Team(int size) {
        this(clocks(size));
    }

    /** A team of one, the calling thread, which at the same time is the given worker of another team. */
    public Team(Team other, int worker) {
        this(new WorkerClock[] {other.clock(worker)});
    }

    private Team(WorkerClock[] clocks) {
        this.size = clocks.length;
        this.clocks = clocks;
        this.patience = new Patience[size];
        Arrays.setAll(patience, _ -> new Patience());
        this.helpers = new Thread[size - 1];
        for (int worker = 1; worker < size; worker++) {
            int number = worker;
            helpers[worker - 1] = Thread.ofPlatform()
                    .daemon()
                    .name("moduli-worker-" + worker)
                    .start(() -> serve(number));
        }
    }

    private static WorkerClock[] clocks(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a team of " + size);
        }
        WorkerClock[] clocks = new WorkerClock[size];
        Arrays.setAll(clocks, _ -> new WorkerClock());
        return clocks;
    }

    /** Records which part of a step a worker is in; other workers start in the same part as the caller of {@link #run}. */
    public WorkerClock clock(int worker) {
        return clocks[worker];
    }

    /** Begins to count the time of each part; to be called between two calls of {@link #run}. */
    public void startClocks() {
        clocksStarted = System.nanoTime();
        for (WorkerClock clock : clocks) {
            clock.start();
        }
    }

    /** Ends counting. The time in which other workers had nothing to do counts as waiting. */
    public StepTimes stopClocks() {
        clocks[0].record();
        long all = System.nanoTime() - clocksStarted;
        Map<StepPart, Double> byPart = new EnumMap<>(StepPart.class);
        for (WorkerClock clock : clocks) {
            clock.stop();
            long counted = 0;
            for (StepPart part : StepPart.values()) {
                counted += clock.nanoseconds(part);
                byPart.merge(part, clock.nanoseconds(part) * 1e-9 / size, Double::sum);
            }
            byPart.merge(clock == clocks[0] ? StepPart.OTHER : StepPart.WAITING, (all - counted) * 1e-9 / size,
                    Double::sum);
        }
        return new StepTimes(all * 1e-9, byPart);
    }

    /** How many workers there are. */
    public int size() {
        return size;
    }

    /**
     * Runs a part on every worker, each with its own number, and returns when all have finished.
     *
     * @throws IllegalStateException if the team is closed or already running
     * @throws RuntimeException the first that any worker threw; the others have stopped at their next barrier
     */
    public void run(IntConsumer work) {
        if (closed) {
            throw new IllegalStateException("the team is closed");
        }
        if (!unfinished.compareAndSet(0, size)) {
            throw new IllegalStateException("the team is at work already; its work cannot hand it more");
        }
        if (size == 1) {
            try {
                work.accept(0);
            } finally {
                unfinished.set(0);
            }
            return;
        }
        part = work;
        partOfCaller = clocks[0].current();
        generation.incrementAndGet();
        for (Thread helper : helpers) {
            LockSupport.unpark(helper);
        }
        work(work, 0);
        StepPart before = clocks[0].enter(StepPart.WAITING);
        int moments = 0;
        for (; unfinished.get() > 0; moments++) {
            patience[0].pause(moments);
        }
        patience[0].waited(moments);
        clocks[0].enter(before);
        Throwable thrown = failure.get();
        if (thrown != null) {
            failure.set(null);
            arrived.set(0);
            throw rethrown(thrown);
        }
    }

    /** Calls the body for each index below count, worker w for the indices w, w + size, w + 2 size … */
    public void forEach(int count, IntConsumer body) {
        if (unfinished.get() == 0) {
            indices = count;
            bodyOfIndex = body;
        }
        run(indexPart);
    }

    /**
     * Waits until every worker has come here; to be called by all of them, inside {@link #run}.
     *
     * @param worker the number of who calls
     */
    public void barrier(int worker) {
        if (size == 1) {
            return;
        }
        int current = phase;
        if (arrived.incrementAndGet() == size) {
            arrived.set(0);
            phase = current + 1;
            return;
        }
        StepPart before = clocks[worker].enter(StepPart.WAITING);
        int moments = 0;
        for (; phase == current; moments++) {
            if (failure.get() != null) {
                throw new AbandonedException();
            }
            patience[worker].pause(moments);
        }
        patience[worker].waited(moments);
        clocks[worker].enter(before);
    }

    /** Where each part begins when a count is split as evenly as possible; the last element is the count. */
    public static int[] split(int count, int parts) {
        int[] bounds = new int[parts + 1];
        for (int part = 0; part <= parts; part++) {
            bounds[part] = bound(count, part, parts);
        }
        return bounds;
    }

    /** Where a worker's share begins when a count is split among all workers as evenly as possible. */
    public int begin(int count, int worker) {
        return bound(count, worker, size);
    }

    /** Where that share ends, which is where the next worker's begins. */
    public int end(int count, int worker) {
        return bound(count, worker + 1, size);
    }

    private static int bound(int count, int part, int parts) {
        return (int) ((long) count * part / parts);
    }

    /** Ends the threads. */
    @Override
    public void close() {
        closed = true;
        for (Thread helper : helpers) {
            LockSupport.unpark(helper);
        }
    }

    private void acceptIndices(int worker) {
        IntConsumer body = bodyOfIndex;
        for (int index = worker; index < indices; index += size) {
            body.accept(index);
        }
    }

    private void serve(int worker) {
        int seen = 0;
        while (true) {
            for (int moments = 0; generation.get() == seen && !closed; moments++) {
                if (patience[worker].sleeps(moments)) {
                    LockSupport.park(this);
                } else {
                    Thread.onSpinWait();
                }
            }
            if (closed) {
                return;
            }
            seen = generation.get();
            IntConsumer work = part;
            if (work != null) {
                clocks[worker].resume(partOfCaller);
                work(work, worker);
            }
        }
    }

    private void work(IntConsumer work, int worker) {
        try {
            work.accept(worker);
        } catch (AbandonedException abandoned) {
            // another worker failed; its exception is the one to report
        } catch (Throwable thrown) {
            failure.compareAndSet(null, thrown);
        } finally {
            clocks[worker].record();
            unfinished.decrementAndGet();
        }
    }

    private static RuntimeException rethrown(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException runtime ? runtime : new IllegalStateException(thrown);
    }

    /** Ends a worker's part whose team-mate failed. */
    private static final class AbandonedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AbandonedException() {
            super(null, null, false, false);
        }
    }
}
