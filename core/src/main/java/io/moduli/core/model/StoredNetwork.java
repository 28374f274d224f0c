package io.moduli.core.model;

import io.moduli.api.cell.RecurrentCell;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.TaskShape;
import io.moduli.core.cell.StandardCells;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.StoragePolicy;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.model.SafetensorsReader.Tensor;
import io.moduli.core.network.Network;
import io.moduli.core.network.NetworkPlan;
import io.moduli.core.network.NetworkSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The network in a file, created without its pipeline: extents follow from the names and shapes of the tensors,
 * everything else from the {@link NetworkDescription}, if there is one.
 */
public final class StoredNetwork {

    /** The trained network in the folder of a run. */
    public static final String FILE = "model.safetensors";

    private static final String RECURRENT = "rnn.weight_hh_l";
    private static final int GATES_OF_ELMAN = 1;
    private static final int GATES_OF_GRU = 3;
    private static final int GATES_OF_LSTM = 4;

    private final SafetensorsReader tensors;
    private final NetworkDescription description;

    private StoredNetwork(SafetensorsReader tensors) throws BadInputException {
        this.tensors = tensors;
        this.description = NetworkDescription.of(tensors);
    }

    /**
     * The file of a network.
     *
     * @param runOrFile the folder of a run, or the file itself
     * @throws BadInputException if there is none
     */
    public static Path fileOf(Path runOrFile) throws BadInputException {
        if (!Files.exists(runOrFile)) {
            throw new BadInputException("%s: there is no such file or folder".formatted(runOrFile));
        }
        if (!Files.isDirectory(runOrFile)) {
            return runOrFile;
        }
        Path file = runOrFile.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new BadInputException("%s contains no network: there is no %s".formatted(runOrFile, FILE));
        }
        return file;
    }

    /**
     * Reads the network of a file, with its masks, for single time steps of single sequences.
     *
     * @param cell the cell of its layers; empty for the cell recorded in the file, or PyTorch's cell with the same
     *     number of gates
     * @throws BadInputException if the file contains no network, or a malformed one, or does not determine its cell
     * @throws IOException if it cannot be read
     */
    public static Network read(Path file, Optional<RecurrentCell> cell, Team team)
            throws IOException, BadInputException {
        Network network;
        try (SafetensorsReader tensors = SafetensorsReader.open(file)) {
            network = new Network(
                    new StoredNetwork(tensors).plan(cell), team, StoragePolicy.AUTO, StoredMasks.compressed(tensors));
        } catch (IllegalArgumentException unfit) {
            throw new BadInputException("%s: %s".formatted(file, unfit.getMessage()), unfit);
        }
        ModelReader.read(file, network);
        Optional<Parameter> ruined = network.notFinite();
        if (ruined.isPresent()) {
            throw new BadInputException("%s: tensor %s has values that are not finite: training diverged".formatted(
                    file, ruined.get().name()));
        }
        return network;
    }

    /**
     * What a file contains about its network besides the tensors.
     *
     * @throws BadInputException if the file is malformed
     * @throws IOException if it cannot be read
     */
    public static NetworkDescription describe(Path file) throws IOException, BadInputException {
        try (SafetensorsReader tensors = SafetensorsReader.open(file)) {
            return NetworkDescription.of(tensors);
        }
    }

    private NetworkPlan plan(Optional<RecurrentCell> given) throws BadInputException {
        List<Integer> recurrent = matrix(RECURRENT + 0);
        int hidden = recurrent.get(1);
        int gates = recurrent.get(0) / hidden;
        RecurrentCell cell = given.isPresent() ? given.get() : cell(gates);
        if (recurrent.get(0) % hidden != 0 || cell.shape().gates() != gates) {
            throw bad("tensor %s0 is of shape %s, but a cell of %d gates and %d hidden units needs [%d, %d]".formatted(
                    RECURRENT, recurrent, cell.shape().gates(), hidden, cell.shape().gates() * hidden, hidden));
        }
        int layers = 0;
        while (tensors.tensors().containsKey(RECURRENT + layers)) {
            layers++;
        }
        int features = matrix("rnn.weight_ih_l0").get(1);
        Input input = input(features, layers * hidden);
        boolean tied = input instanceof Input.Tokens && features == hidden && !has("decoder.weight");
        int outputs = input instanceof Input.Tokens(int vocabulary) && tied ? vocabulary
                : matrix("decoder.weight").getFirst();
        NetworkSettings settings = new NetworkSettings(
                cell, hidden, layers, has("rnn.bias_ih_l0"), embedding(input, tied, features), tied, 0);
        return new NetworkPlan(settings, new TaskShape(
                input, initialState(input), description.whenRead(), outputs, Loss.Standard.CLASS_CROSS_ENTROPY, 1, 1));
    }

    private static Optional<Integer> embedding(Input input, boolean tied, int features) {
        return input instanceof Input.Tokens && !tied ? Optional.of(features) : Optional.empty();
    }

    private RecurrentCell cell(int gates) throws BadInputException {
        Optional<RecurrentCell> standard = description.standardCell();
        if (standard.isPresent()) {
            return standard.get();
        }
        if (description.cellType().isPresent()) {
            throw bad("its cell is \"%s\", which comes from a plugin; it must be given the cell to be opened".formatted(
                    description.cellType().get()));
        }
        return switch (gates) {
            case GATES_OF_GRU -> StandardCells.gru();
            case GATES_OF_LSTM -> StandardCells.lstm();
            case GATES_OF_ELMAN -> throw bad(
                    "it does not say which activation its Elman cell has; it must be given the cell to be opened");
            default -> throw bad("no standard cell has %d gates: %s0 is of shape %s".formatted(
                    gates, RECURRENT, matrix(RECURRENT + 0)));
        };
    }

    /**
     * The encoder of a network that reads tokens is an embedding; that of one that reads numbers projects initial
     * states.
     */
    private Input input(int features, int states) throws BadInputException {
        boolean tokens;
        if (description.input().isPresent()) {
            tokens = description.input().get().equals("tokens");
        } else if (has("encoder.weight")) {
            List<Integer> encoder = matrix("encoder.weight");
            tokens = encoder.get(1) == features;
            if (!tokens && encoder.getFirst() != states) {
                throw bad(
                        "tensor encoder.weight of shape %s is neither an embedding of %d numbers nor the projection of %d initial states"
                                .formatted(encoder, features, states));
            }
        } else {
            tokens = false;
        }
        return tokens ? new Input.Tokens(matrix("encoder.weight").getFirst()) : new Input.Dense(features);
    }

    private InitialState initialState(Input input) throws BadInputException {
        String projection = input instanceof Input.Tokens ? "initial_state.weight" : "encoder.weight";
        return has(projection)
                ? new InitialState.Projected(matrix(projection).get(1))
                : new InitialState.Carried();
    }

    private boolean has(String name) {
        return tensors.tensors().containsKey(name);
    }

    private List<Integer> matrix(String name) throws BadInputException {
        Tensor tensor = tensors.tensors().get(name);
        if (tensor == null) {
            throw bad("there is no tensor %s, which every network has; there are %s".formatted(
                    name, String.join(", ", tensors.tensors().keySet().stream().limit(12).toList())));
        }
        if (tensor.shape().size() != 2
                || !tensor.shape().stream().allMatch(extent -> extent >= 1 && extent <= Integer.MAX_VALUE)) {
            throw bad("tensor %s is of shape %s, not a matrix".formatted(name, tensor.shape()));
        }
        return tensor.shape().stream().map(Math::toIntExact).toList();
    }

    private BadInputException bad(String what) {
        return new BadInputException("%s: %s".formatted(tensors.path(), what));
    }
}
