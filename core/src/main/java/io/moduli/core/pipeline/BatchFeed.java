package io.moduli.core.pipeline;

import io.moduli.api.task.Batch;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Split;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The training batches of a stage, in order. If a thread is available, the next batch is prepared during training on
 * the current one; if training keeps all processors busy, that would only slow it down, and each batch is created when
 * it is needed. Batches are functions of their index, so the only difference is the time.
 */
final class BatchFeed implements AutoCloseable {

    private final OpenTask task;
    private final long end;
    private final @Nullable ExecutorService background;
    private Batch current;
    private Batch ahead;
    private @Nullable Future<?> filling;
    private long next;
    private long nanosecondsWaited;

    /**
     * @param first the index of the first batch
     * @param count how many batches will be asked for
     * @param inBackground whether there is a thread to spare
     */
    BatchFeed(OpenTask task, long first, long count, boolean inBackground) {
        this.task = task;
        this.next = first;
        this.end = first + count;
        this.current = Batch.allocate(task.shape());
        this.ahead = inBackground ? Batch.allocate(task.shape()) : current;
        this.background = inBackground
                ? Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("moduli-batches").factory())
                : null;
        fillAhead();
    }

    /** The next batch, valid until the next call. */
    Batch next() {
        long begin = System.nanoTime();
        if (filling == null) {
            task.fill(Split.TRAIN, next, current);
        } else {
            await(filling);
            Batch filled = ahead;
            ahead = current;
            current = filled;
        }
        next++;
        fillAhead();
        nanosecondsWaited += System.nanoTime() - begin;
        return current;
    }

    /** The total time that callers of {@link #next} have waited. */
    double secondsWaited() {
        return nanosecondsWaited * 1e-9;
    }

    /** Ends the thread, immediately or as soon as its current batch is complete. */
    @Override
    public void close() {
        if (background != null) {
            background.close();
        }
    }

    private void fillAhead() {
        if (background == null || next >= end) {
            filling = null;
            return;
        }
        Batch batch = ahead;
        long index = next;
        filling = background.submit(() -> task.fill(Split.TRAIN, index, batch));
    }

    private static void await(Future<?> future) {
        try {
            future.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            if (failed.getCause() instanceof RuntimeException exception) {
                throw exception;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a batch was made", interrupted);
        }
    }
}
