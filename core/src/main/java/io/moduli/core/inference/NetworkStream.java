package io.moduli.core.inference;

import io.moduli.api.task.Batch;
import io.moduli.api.task.InitialState;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.network.Network;
import io.moduli.core.network.block.Start;
import io.moduli.core.network.recurrent.RecurrentLayer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Sequences that go through a {@link TrainedNetwork} one time step at a time, each step starting from the states after
 * the previous one. Steps are those of the training engine, on the calling thread and the threads that the stream was
 * opened with.
 *
 * <p>The numbers of several sequences are passed and returned one sequence after the other. A stream may be used by
 * only one thread at a time.
 */
public final class NetworkStream implements AutoCloseable {

    private final TrainedNetwork owner;
    private final Network network;
    private final Batch batch;
    private final int sequences;
    private final Team team;
    private final boolean projected;
    private Start next;
    /** Whether the start features have been set, if sequences start from features. */
    private boolean started;
    private boolean closed;

    /** @param team the threads that the network works with; the stream closes it */
    NetworkStream(TrainedNetwork owner, Network network, int sequences, Team team) {
        this.team = team;
        this.owner = owner;
        this.network = network;
        this.sequences = sequences;
        this.batch = Batch.allocate(network.plan().task());
        this.projected = network.plan().task().initialState() instanceof InitialState.Projected;
        this.started = !projected;
        this.next = Start.ZERO;
    }

    /** The number of sequences that are stepped in parallel. */
    public int sequences() {
        return sequences;
    }

    /**
     * Reads an observation of each sequence.
     *
     * @param observations {@code sequences · inputs} numbers
     * @return the outputs, {@code sequences · outputs} numbers
     * @throws IllegalArgumentException if there are more or fewer
     * @throws IllegalStateException if the network reads tokens, it is not set what the sequences
     *     {@linkplain #startFrom start from}, or the stream or its network is closed
     */
    public float[] step(float[] observations) {
        float[] outputs = new float[sequences * owner.outputs()];
        step(observations, outputs);
        return outputs;
    }

    /**
     * The same, without making an array.
     *
     * @param outputs receives the outputs
     */
    public void step(float[] observations, float[] outputs) {
        requireReady(false);
        requireLength("observations", observations.length, sequences * owner.inputs());
        requireLength("outputs", outputs.length, sequences * owner.outputs());
        write(observations, batch.input());
        advance(outputs);
    }

    /**
     * Reads a token of the only sequence.
     *
     * @return the outputs
     * @throws IllegalArgumentException if there is no such token, or several sequences
     * @throws IllegalStateException if the network reads numbers, or the stream or its network is closed
     */
    public float[] step(int token) {
        return step(new int[] {token});
    }

    /**
     * Reads a token of each sequence.
     *
     * @return the outputs, {@code sequences · outputs} numbers
     */
    public float[] step(int[] tokens) {
        float[] outputs = new float[sequences * owner.outputs()];
        step(tokens, outputs);
        return outputs;
    }

    /**
     * The same, without making an array.
     *
     * @param outputs receives the outputs
     */
    public void step(int[] tokens, float[] outputs) {
        requireReady(true);
        requireLength("tokens", tokens.length, sequences);
        requireLength("outputs", outputs.length, sequences * owner.outputs());
        for (int token : tokens) {
            Objects.checkIndex(token, owner.inputs());
        }
        System.arraycopy(tokens, 0, batch.tokens(), 0, sequences);
        advance(outputs);
    }

    /**
     * Starts new sequences with the next step, from states of 0; the start features of sequences that need them must be
     * set again.
     */
    public void reset() {
        next = Start.ZERO;
        started = !projected;
    }

    /**
     * Starts new sequences with the next step, whose initial hidden states are the network's projection of features.
     *
     * @param features {@code sequences} times {@link TrainedNetwork#startFeatures}
     * @throws IllegalArgumentException if there are more or fewer
     * @throws IllegalStateException if the network's sequences start from 0
     */
    public void startFrom(float[] features) {
        if (!projected) {
            throw new IllegalStateException("the sequences of this network start from 0, not from features");
        }
        requireLength("features", features.length, sequences * owner.startFeatures());
        write(features, batch.initialState());
        next = Start.GIVEN;
        started = true;
    }

    /**
     * The hidden states of a layer after the last step.
     *
     * @param layer counted from 0
     * @return {@code sequences · hidden} numbers
     */
    public float[] hidden(int layer) {
        return read(network.layers().get(layer).lastState(0));
    }

    /** The state of the stream after the last step. */
    public StreamState state() {
        List<float[]> values = new ArrayList<>();
        for (RecurrentLayer layer : network.layers()) {
            for (int state = 0; state < states(); state++) {
                values.add(read(layer.lastState(state)));
            }
        }
        return new StreamState(values);
    }

    /**
     * Continues with the next step from an earlier state of this stream, or of another one with the same network and
     * number of sequences.
     *
     * @throws IllegalArgumentException if the state is of another network or number of sequences
     */
    public void resume(StreamState state) {
        requireLength("states", state.values().size(), network.layers().size() * states());
        int number = 0;
        for (RecurrentLayer layer : network.layers()) {
            for (int index = 0; index < states(); index++) {
                float[] values = state.values().get(number++);
                requireLength("numbers of a state", values.length, sequences * owner.hidden());
                Matrix matrix = Matrix.allocate(owner.hidden(), sequences);
                write(values, matrix);
                layer.replaceLastState(index, matrix);
            }
        }
        next = Start.CARRIED;
        started = true;
    }

    private int states() {
        return network.plan().settings().cell().shape().states().size();
    }

    private void advance(float[] outputs) {
        read(network.forward(batch, next), outputs);
        next = Start.CARRIED;
    }

    private void requireReady(boolean tokens) {
        owner.requireOpen();
        if (closed) {
            throw new IllegalStateException("the stream is closed");
        }
        if (tokens != owner.readsTokens()) {
            throw new IllegalStateException(
                    "the network reads "
                            + (tokens ? "vectors of numbers, not tokens" : "tokens, not vectors of numbers"));
        }
        if (!started) {
            throw new IllegalStateException(
                    "the sequences start from %d features, which startFrom must be given first".formatted(
                            owner.startFeatures()));
        }
    }

    private static void requireLength(String what, int length, int wanted) {
        if (length != wanted) {
            throw new IllegalArgumentException("%d %s where there must be %d".formatted(length, what, wanted));
        }
    }

    /** From one sequence after the other to [rows × sequences]. */
    private static void write(float[] values, Matrix matrix) {
        if (matrix.columns() == 1 && matrix.stride() == 1) {
            MemorySegment.copy(values, 0, matrix.memory(), ValueLayout.JAVA_FLOAT, matrix.byteOffset(0, 0),
                    values.length);
            return;
        }
        for (int row = 0; row < matrix.rows(); row++) {
            for (int column = 0; column < matrix.columns(); column++) {
                matrix.set(row, column, values[column * matrix.rows() + row]);
            }
        }
    }

    private static float[] read(Matrix matrix) {
        float[] values = new float[matrix.rows() * matrix.columns()];
        read(matrix, values);
        return values;
    }

    private static void read(Matrix matrix, float[] values) {
        if (matrix.columns() == 1 && matrix.stride() == 1) {
            MemorySegment.copy(matrix.memory(), ValueLayout.JAVA_FLOAT, matrix.byteOffset(0, 0), values, 0,
                    values.length);
            return;
        }
        for (int row = 0; row < matrix.rows(); row++) {
            for (int column = 0; column < matrix.columns(); column++) {
                values[column * matrix.rows() + row] = matrix.get(row, column);
            }
        }
    }

    /** Closes the stream and ends its threads. Its memory is freed when it is no longer referenced. */
    @Override
    public void close() {
        closed = true;
        team.close();
    }
}
