package io.moduli.core.inference;

import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.ReadOut;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.model.StoredNetwork;
import io.moduli.core.network.Network;
import io.moduli.core.run.FittedFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A trained network, for use without further changes. Weights that were pruned are stored sparse where that is faster.
 *
 * <p>It may be used by several threads at once, each with {@link #stream streams} of its own; all streams read the same
 * weights. A program that lets Moduli configure its process calls {@link io.moduli.core.engine.ProcessSettings#claim}
 * first, so that OpenBLAS starts no threads of its own.
 */
public final class TrainedNetwork implements AutoCloseable {

    private static final String VOCABULARY = "vocabulary";

    private final List<String> vocabulary;
    private final Network network;
    private volatile boolean closed;

    private TrainedNetwork(Network network, List<String> vocabulary) {
        this.network = network;
        this.vocabulary = vocabulary;
    }

    /**
     * Opens a network with one of the standard cells.
     *
     * @param runOrFile the folder of a run, whose trained network it is, or a safetensors file with PyTorch's names: {@code
     *     encoder.weight}, {@code rnn.weight_ih_l0}, {@code rnn.weight_hh_l0}, {@code decoder.weight} and so on
     * @throws BadInputException if there is no network, it is malformed or has values that are not finite, or its cell
     *     is unknown or not a standard one: a file that was not written by a run does not record the activation of an
     *     Elman cell
     * @throws IOException if a file cannot be read
     */
    public static TrainedNetwork open(Path runOrFile) throws IOException, BadInputException {
        return open(runOrFile, Optional.empty());
    }

    /**
     * Opens a network with a given cell, such as a plugin's.
     *
     * @param cell of all layers; {@link io.moduli.core.cell.StandardCells} makes the standard ones
     * @throws BadInputException as for {@link #open(Path)}, and if the cell has a different number of gates or vectors
     * @throws IOException if a file cannot be read
     */
    public static TrainedNetwork open(Path runOrFile, RecurrentCell cell) throws IOException, BadInputException {
        return open(runOrFile, Optional.of(cell));
    }

    private static TrainedNetwork open(Path runOrFile, Optional<RecurrentCell> cell)
            throws IOException, BadInputException {
        Path file = StoredNetwork.fileOf(runOrFile);
        Network network = StoredNetwork.read(file, cell, new Team(1));
        List<String> words = FittedFiles.read(file.resolveSibling("")).texts()
                .getOrDefault(VOCABULARY, List.of());
        return new TrainedNetwork(network, words);
    }

    /**
     * Whether an observation is a token, a whole number below {@link #inputs}, rather than a vector with that many
     * numbers.
     */
    public boolean readsTokens() {
        return network.plan().task().input() instanceof Input.Tokens;
    }

    /** How many numbers an observation has, or how many tokens there are. */
    public int inputs() {
        return switch (network.plan().task().input()) {
            case Input.Dense(int features) -> features;
            case Input.Tokens(int tokens) -> tokens;
        };
    }

    /** How many features a sequence starts from, see {@link NetworkStream#startFrom}; 0 if it starts from states of 0. */
    public int startFeatures() {
        return network.plan().task().initialState() instanceof InitialState.Projected(int features) ? features : 0;
    }

    /** How many outputs there are. */
    public int outputs() {
        return network.plan().task().outputs();
    }

    /** Whether the network's task uses the outputs of every step, rather than only of the last. */
    public boolean readsOutEveryStep() {
        return network.plan().task().readOut() == ReadOut.EVERY_STEP;
    }

    /** Hidden units in a layer. */
    public int hidden() {
        return network.plan().settings().hidden();
    }

    /** How many recurrent layers there are. */
    public int layers() {
        return network.plan().settings().layers();
    }

    /** The words of the tokens, by their numbers; empty if the run has none or a file is not in a run's folder. */
    public List<String> vocabulary() {
        return vocabulary;
    }

    /** Opens a stream of one sequence. */
    public NetworkStream stream() {
        return stream(1);
    }

    /**
     * Opens a stream of several sequences that are stepped in parallel, which takes less time than one after the other.
     *
     * @param sequences how many, 1 or more
     * @throws IllegalStateException if the network is closed
     */
    public NetworkStream stream(int sequences) {
        return stream(sequences, 1);
    }

    /**
     * Opens a stream each of whose steps several threads share, for large networks.
     *
     * @param sequences how many are stepped in parallel, 1 or more
     * @param threads how many share a step, including the calling one; the others end when the stream is closed, and
     *     for a moment keep a core busy while they wait for the next step
     * @throws IllegalStateException if the network is closed
     */
    public NetworkStream stream(int sequences, int threads) {
        requireOpen();
        Team team = new Team(threads);
        return new NetworkStream(this, network.sharing(1, sequences, team), sequences, team);
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the network is closed");
        }
    }

    /**
     * Closes the network: its streams can no longer be stepped. Its memory is freed when neither it nor its streams are
     * referenced.
     */
    @Override
    public void close() {
        closed = true;
    }
}
