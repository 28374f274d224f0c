package io.moduli.api.task;

/**
 * What a task asks of a network.
 *
 * @param input what comes in at each time step
 * @param initialState where a sequence starts
 * @param readOut when outputs are read
 * @param outputs how many outputs there are
 * @param loss what training minimizes
 * @param sequenceLength time steps in a sequence
 * @param batchSize sequences in a batch
 * @param annotations how many numbers go with each output column that only the task's evaluation and figures look at,
 *     never the network; 0 for none
 */
public record TaskShape(
        Input input,
        InitialState initialState,
        ReadOut readOut,
        int outputs,
        Loss loss,
        int sequenceLength,
        int batchSize,
        int annotations) {

    public TaskShape {
        requirePositive("outputs", outputs);
        requirePositive("sequence length", sequenceLength);
        requirePositive("batch size", batchSize);
        if (annotations < 0) {
            throw new IllegalArgumentException("annotations is %d, but must be 0 or more".formatted(annotations));
        }
    }

    /** A shape without annotations. */
    public TaskShape(
            Input input,
            InitialState initialState,
            ReadOut readOut,
            int outputs,
            Loss loss,
            int sequenceLength,
            int batchSize) {
        this(input, initialState, readOut, outputs, loss, sequenceLength, batchSize, 0);
    }

    /** Columns of a batch's sequences: time · batch. */
    public int sequenceColumns() {
        return Math.multiplyExact(sequenceLength, batchSize);
    }

    /** Columns of the outputs: batch, or time · batch. */
    public int outputColumns() {
        return readOut == ReadOut.LAST_STEP ? batchSize : sequenceColumns();
    }

    static void requirePositive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s is %d, but must be 1 or more".formatted(what, value));
        }
    }
}
