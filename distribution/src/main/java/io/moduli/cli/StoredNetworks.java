package io.moduli.cli;

import io.moduli.api.cell.RecurrentCell;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.inference.TrainedNetwork;
import io.moduli.core.loading.CellLoader;
import io.moduli.core.model.NetworkDescription;
import io.moduli.core.model.StoredNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Opens the networks that arguments name, with cells from plugins if they have such. */
final class StoredNetworks {

    private final Console console;

    StoredNetworks(Console console) {
        this.console = console;
    }

    /** An action with the file of a network, and its cell if that is a plugin's; it returns the exit status. */
    @FunctionalInterface
    interface FileUse {

        int with(Path file, Optional<RecurrentCell> cell) throws IOException, BadInputException;
    }

    /** An action with a network; it returns the exit status. */
    @FunctionalInterface
    interface Use {

        int with(TrainedNetwork network) throws IOException, BadInputException;
    }

    /**
     * Runs an action with a network.
     *
     * @param name the folder of a run, or a safetensors file
     * @throws BadArgumentException if there is no such file or folder
     * @throws BadInputException if it is not a network
     */
    int open(String name, Use use) throws IOException, BadInputException {
        return use(name, (file, cell) -> {
            try (TrainedNetwork network = cell.isPresent() ? TrainedNetwork.open(file, cell.get())
                    : TrainedNetwork.open(file)) {
                return use.with(network);
            }
        });
    }

    /**
     * Runs an action with the file of a network.
     *
     * @param name the folder of a run, or a safetensors file
     * @throws BadArgumentException if there is no such file or folder
     * @throws BadInputException if it is malformed
     */
    int use(String name, FileUse use) throws IOException, BadInputException {
        Path path = path(name);
        if (!Files.exists(path)) {
            throw new BadArgumentException("moduli: %s: there is no such file or folder".formatted(name));
        }
        Path file = StoredNetwork.fileOf(path);
        NetworkDescription description = StoredNetwork.describe(file);
        if (description.cell().isEmpty() || description.standardCell().isPresent()) {
            return use.with(file, Optional.empty());
        }
        return console.withBundles(bundles -> use.with(
                file, Optional.of(CellLoader.load(bundles.registry(), description.cell().get()))));
    }

    /**
     * The path that an argument names, relative to the working folder.
     *
     * @throws BadArgumentException if no file can have such a name
     */
    Path path(String name) {
        try {
            return console.workingFolder().resolve(name);
        } catch (InvalidPathException unusable) {
            throw new BadArgumentException("moduli: %s: %s".formatted(name, unusable.getReason()));
        }
    }
}
