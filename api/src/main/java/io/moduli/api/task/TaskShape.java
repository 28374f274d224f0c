package io.moduli.api.task;

/**
 * What a task asks of a network.
 *
 * @param input what comes in at each time step
 * @param initialState where a sequence starts
 * @param readOut when outputs are read
 * @param outputs how many outputs there are
 * @param loss what is made small
 * @param sequenceLength time steps in a sequence
 * @param batchSize sequences in a batch
 */
public record TaskShape(
        Input input,
        InitialState initialState,
        ReadOut readOut,
        int outputs,
        Loss loss,
        int sequenceLength,
        int batchSize) {

    public TaskShape {
        requirePositive("outputs", outputs);
        requirePositive("sequence length", sequenceLength);
        requirePositive("batch size", batchSize);
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
