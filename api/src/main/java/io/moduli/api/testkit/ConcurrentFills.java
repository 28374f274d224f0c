package io.moduli.api.testkit;

import io.moduli.api.task.Batch;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Split;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * The part of {@link TaskContract} that is about batches made at the same time: several threads begin together, each with a
 * batch of its own, and every batch must come out as it does alone.
 */
final class ConcurrentFills {

    private static final int THREADS = 4;
    private static final int ROUNDS = 30;

    private final OpenTask open;
    private final List<Place> places;

    /** @param places the batches to make, two or more */
    ConcurrentFills(OpenTask open, List<Place> places) {
        this.open = open;
        this.places = List.copyOf(places);
    }

    /** Which batch is meant. */
    record Place(Split split, long index) {

        @Override
        public String toString() {
            return split + " batch " + index;
        }
    }

    /** What is wrong with the first batch that does not come out as it does alone. */
    Optional<String> problem() {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<BatchContents> alone = places.stream()
                    .map(place -> CompletableFuture.supplyAsync(
                            () -> filled(place, new CyclicBarrier(1)), threads).join())
                    .toList();
            for (int round = 0; round < ROUNDS; round++) {
                Optional<String> problem = problem(round, alone, threads);
                if (problem.isPresent()) {
                    return problem;
                }
            }
            return Optional.empty();
        }
    }

    private Optional<String> problem(int round, List<BatchContents> alone, ExecutorService threads) {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Integer> numbers = IntStream.range(0, THREADS)
                .mapToObj(thread -> (round + thread) % places.size())
                .toList();
        List<CompletableFuture<BatchContents>> together = numbers.stream()
                .map(number -> CompletableFuture.supplyAsync(() -> filled(places.get(number), start), threads))
                .toList();
        for (int thread = 0; thread < THREADS; thread++) {
            int number = numbers.get(thread);
            try {
                if (!together.get(thread).join().equals(alone.get(number))) {
                    return Optional.of("%s differs when other threads fill batches of their own at the same time"
                            .formatted(places.get(number)));
                }
            } catch (CompletionException failed) {
                return Optional.of("%s: filling it while other threads fill batches of their own threw %s"
                        .formatted(places.get(number), failed.getCause()));
            }
        }
        return Optional.empty();
    }

    private BatchContents filled(Place place, CyclicBarrier start) {
        Batch batch = BatchContents.poisoned(open.shape());
        try {
            start.await();
        } catch (InterruptedException | BrokenBarrierException stopped) {
            throw new IllegalStateException(stopped);
        }
        open.fill(place.split(), place.index(), batch);
        return BatchContents.of(batch);
    }
}
