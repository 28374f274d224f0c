package io.moduli.cli;

import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.format.Sequences;
import io.moduli.core.inference.Prediction;
import io.moduli.core.inference.TrainedNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Computes a trained network's outputs for sequences in a file. */
@Command(name = "predict", customSynopsis = "moduli predict RUN --input FILE --output FILE [--start FILE]", description = {
    "Computes a trained network's outputs for sequences in a file: after every time step,",
    "or only after the last one, as the network was trained.", "",
    "A .npy contains one sequence as [time, numbers] or several as [sequences, time, numbers];",
    "a .csv has a row for each time step, a column for each number, and an empty line",
    "between sequences. Tokens are single whole numbers.",
    "Outputs have the same form; those of a language model are before the softmax."}, footer = {
        "", "Examples:", //
        "  moduli predict runs/addition --input pairs.csv --output sums.csv", //
        "  moduli predict runs/addition/lottery-ticket.safetensors --input pairs.npy --output sums.npy", //
        "  moduli predict runs/navigation --start places.npy --input velocities.npy --output places.npy"})
final class PredictCommand implements Callable<Integer> {

    private final Console console;
    private final StoredNetworks networks;

    @Parameters(paramLabel = "RUN", description = "The run's folder, or a safetensors file with a network in it.")
    private String run = "";

    @Option(names = "--input", paramLabel = "FILE", required = true, description = "The sequences, a .npy or .csv.")
    private String input = "";

    @Option(names = "--output", paramLabel = "FILE", required = true, description = "The file for the outputs, a .npy or .csv.")
    private String output = "";

    @Option(names = "--start", paramLabel = "FILE", description = {
        "The features that each sequence starts from, a row each;",
        "for networks whose first states depend on such features, as in navigation."})
    private Optional<String> start = Optional.empty();

    PredictCommand(Console console) {
        this.console = console;
        this.networks = new StoredNetworks(console);
    }

    @Override
    public Integer call() throws IOException, BadInputException {
        Path target = networks.path(output);
        Sequences.requireFormat(target);
        return networks.open(run, network -> predict(network, target));
    }

    private int predict(TrainedNetwork network, Path target) throws IOException, BadInputException {
        Path source = there(input);
        Sequences sequences = Sequences.read(source, network.readsTokens() || network.inputs() == 1);
        List<float[]> starts = start.isPresent()
                ? Sequences.read(there(start.get()), false).rows().stream().flatMap(List::stream).toList()
                : List.of();
        List<List<float[]>> outputs;
        try {
            outputs = new Prediction(network).outputs(sequences.rows(), starts);
        } catch (IllegalArgumentException unfit) {
            throw new BadInputException("%s: %s".formatted(input, unfit.getMessage()), unfit);
        }
        Sequences answer = new Sequences(outputs, sequences.several());
        OutputFile.write(target, stream -> answer.write(target, stream));
        console.out().printf(
                "%d sequence%s, %d outputs %s: %s%n", outputs.size(), outputs.size() == 1 ? "" : "s",
                network.outputs(), network.readsOutEveryStep() ? "after every step" : "after the last step", output);
        return ExitStatus.DONE;
    }

    private Path there(String name) {
        Path file = networks.path(name);
        if (!Files.isRegularFile(file)) {
            throw new BadArgumentException("moduli: %s: there is no such file".formatted(name));
        }
        return file;
    }
}
