package io.moduli.plugins.tasks.addition;

import io.moduli.api.ComponentContext;
import java.util.random.RandomGenerator;

/**
 * In which order an epoch shows the training sequences, a pure function of the context's seed and the epoch.
 *
 * <p>The most recent order is cached. Threads that need it at the same time may both draw it, with the same result;
 * threads in different epochs replace each other's, which costs time but changes nothing.
 */
final class SampleOrder {

    private final ComponentContext context;
    private final int count;
    private volatile Epoch latest;

    SampleOrder(ComponentContext context, int count) {
        this.context = context;
        this.count = count;
        this.latest = shuffled(0);
    }

    /** The sequences' numbers in the order of an epoch, counted from 0; read-only. */
    int[] of(long epoch) {
        Epoch known = latest;
        if (known.number != epoch) {
            known = shuffled(epoch);
            latest = known;
        }
        return known.order;
    }

    /** The numbers from 0 to count - 1 as they are. */
    static int[] unshuffled(int count) {
        int[] order = new int[count];
        for (int index = 0; index < count; index++) {
            order[index] = index;
        }
        return order;
    }

    /** The shuffle of Fisher and Yates: all orders are equally likely. */
    private Epoch shuffled(long epoch) {
        RandomGenerator random = context.random("order/" + epoch);
        int[] order = unshuffled(count);
        for (int last = count - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int swapped = order[last];
            order[last] = order[other];
            order[other] = swapped;
        }
        return new Epoch(epoch, order);
    }

    /** An order and the epoch that it is of, published together. */
    private static final class Epoch {

        private final long number;
        private final int[] order;

        Epoch(long number, int[] order) {
            this.number = number;
            this.order = order;
        }
    }
}
