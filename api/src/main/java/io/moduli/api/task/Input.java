package io.moduli.api.task;

/** What a network gets at each time step. */
public sealed interface Input {

    /** A vector of numbers. */
    record Dense(int features) implements Input {
        public Dense {
            TaskShape.requirePositive("features", features);
        }
    }

    /** A token, an integer from 0 to vocabulary - 1; the network learns an embedding. */
    record Tokens(int vocabulary) implements Input {
        public Tokens {
            TaskShape.requirePositive("vocabulary", vocabulary);
        }
    }
}
