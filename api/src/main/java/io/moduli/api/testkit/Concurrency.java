package io.moduli.api.testkit;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Asks a component the same questions first alone and then from several threads at once, which begin together at different
 * questions and go round and round: memory that they share has wrong answers in it sooner or later.
 */
final class Concurrency {

    private static final int THREADS = 4;

    private Concurrency() {}

    /**
     * A question that is answered differently beside others.
     *
     * @param question its number
     * @param alone the numbers that were the answer when nobody else asked
     * @param together those beside other threads
     */
    record Difference(int question, double[] alone, double[] together) {

        /** The place of the first number that is another one. */
        int first() {
            return Arrays.mismatch(alone, together);
        }
    }

    /**
     * Asks questions.
     *
     * @param questions how many there are
     * @param rounds how often each thread asks all of them
     * @param answer the answer to each, numbers that are always the same
     * @return the first answer that is not the same, if there is one
     */
    static Optional<Difference> difference(int questions, int rounds, IntFunction<double[]> answer) {
        double[][] alone = IntStream.range(0, questions).mapToObj(answer).toArray(double[][]::new);
        CyclicBarrier start = new CyclicBarrier(THREADS);
        AtomicInteger unfinished = new AtomicInteger(THREADS);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            return IntStream.range(0, THREADS)
                    .mapToObj(number -> threads.submit(asking(alone, rounds, answer, start, unfinished, number)))
                    .toList().stream()
                    .map(Concurrency::result)
                    .flatMap(Optional::stream)
                    .findFirst();
        }
    }

    private static Callable<Optional<Difference>> asking(
            double[][] alone, int rounds, IntFunction<double[]> answer, CyclicBarrier start, AtomicInteger unfinished,
            int number) {
        return () -> {
            start.await();
            long enough = (long) rounds * alone.length;
            int question = number * alone.length / THREADS;
            try {
                // Who is done goes on until all are, so that nobody is left alone with the questions.
                for (long asked = 0; asked < enough || unfinished.get() > 0; asked++) {
                    if (asked == enough) {
                        unfinished.decrementAndGet();
                    }
                    double[] together = answer.apply(question);
                    if (!Arrays.equals(alone[question], together)) {
                        return Optional.of(new Difference(question, alone[question], together));
                    }
                    question = question + 1 == alone.length ? 0 : question + 1;
                }
            } finally {
                // Whoever has found something lets the others go.
                unfinished.set(0);
            }
            return Optional.empty();
        };
    }

    private static Optional<Difference> result(Future<Optional<Difference>> asking) {
        try {
            return asking.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("beside other threads: " + failed.getCause(), failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while threads were tried", interrupted);
        }
    }
}
