package io.moduli.plugins.tasks.addition;

import java.util.random.RandomGenerator;

/** Where in a sequence of T steps the two marks are. */
public enum MarkPlacement {

    /** At two different steps anywhere, each pair as likely as any other. */
    ANYWHERE {
        @Override
        void place(RandomGenerator random, int sequenceLength, int[] marks, int at) {
            int first = random.nextInt(sequenceLength);
            int second = random.nextInt(sequenceLength - 1);
            marks[at] = first;
            marks[at + 1] = second < first ? second : second + 1;
        }
    },

    /**
     * One in the first ⌊T / 2⌋ steps, the other in the rest (Arjovsky, Shah and Bengio, 2016), so that the network has to
     * remember the first value for T / 2 steps on average.
     */
    ONE_A_HALF {
        @Override
        void place(RandomGenerator random, int sequenceLength, int[] marks, int at) {
            int half = sequenceLength / 2;
            marks[at] = random.nextInt(half);
            marks[at + 1] = half + random.nextInt(sequenceLength - half);
        }
    };

    /** Writes the steps of the two marks to {@code marks[at]} and {@code marks[at + 1]}. */
    abstract void place(RandomGenerator random, int sequenceLength, int[] marks, int at);
}
