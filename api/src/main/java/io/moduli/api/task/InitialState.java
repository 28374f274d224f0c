package io.moduli.api.task;

/** The hidden state that a sequence starts from. */
public sealed interface InitialState {

    /** Zero. */
    record Zero() implements InitialState {}

    /** The last state of the batch before, detached from its gradient, where {@link OpenTask#continues}; else zero. */
    record Carried() implements InitialState {}

    /** A learned linear map of features that come with each sequence gives the hidden states; other states are zero. */
    record Projected(int features) implements InitialState {
        public Projected {
            TaskShape.requirePositive("features", features);
        }
    }
}
