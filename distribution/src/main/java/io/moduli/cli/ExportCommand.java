package io.moduli.cli;

import io.moduli.core.cell.StandardCells;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.config.problem.Nearest;
import io.moduli.core.engine.threads.Team;
import io.moduli.core.export.OnnxExport;
import io.moduli.core.export.PlainExport;
import io.moduli.core.model.NetworkDescription;
import io.moduli.core.model.StoredNetwork;
import io.moduli.core.network.Network;
import io.moduli.core.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a trained network for other programs. */
@Command(name = "export", customSynopsis = "moduli export RUN --to FORMAT --output FILE [--states]", description = {
    "Writes a trained network for other programs:", "",
    "  onnx     for ONNX Runtime and others, for any time and batch",
    "  pytorch  a .safetensors with exactly the keys of the state_dict of a module",
    "           whose parts are called encoder, rnn and decoder",
    "  npz      for numpy.load: values and masks, with PyTorch's names", "",
    "Pruned entries are 0 in all of them. See docs/using-a-network.md."}, footer = {
        "", "Examples:", //
        "  moduli export runs/addition --to onnx --output adding.onnx", //
        "  moduli export runs/addition/lottery-ticket.safetensors --to npz --output ticket.npz", //
        "  moduli export runs/language-model --to onnx --states --output words.onnx"})
final class ExportCommand implements Callable<Integer> {

    private enum Format {
        ONNX,
        PYTORCH,
        NPZ;

        static Format of(String name) {
            List<String> names = Arrays.stream(values()).map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
            if (!names.contains(name)) {
                throw new BadArgumentException("moduli: --to %s: there is no such format%s; there are %s".formatted(
                        name, Nearest.hint(name, names), String.join(", ", names)));
            }
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    private final Console console;
    private final StoredNetworks networks;

    @Parameters(paramLabel = "RUN", description = "The run's folder, or a safetensors file with a network in it.")
    private String run = "";

    @Option(names = "--to", paramLabel = "FORMAT", required = true, description = "onnx, pytorch or npz.")
    private String to = "";

    @Option(names = "--output", paramLabel = "FILE", required = true, description = "Where it goes.")
    private String output = "";

    @Option(names = "--states", description = {
        "With --to onnx: make the initial states inputs,", "so that a stream can be stepped."})
    private boolean states;

    ExportCommand(Console console) {
        this.console = console;
        this.networks = new StoredNetworks(console);
    }

    @Override
    public Integer call() throws IOException, BadInputException {
        Format format = Format.of(to);
        if (states && format != Format.ONNX) {
            throw new BadArgumentException("moduli: --states is for --to onnx alone");
        }
        Path target = networks.path(output);
        return networks.use(run, (file, cell) -> {
            NetworkDescription description = StoredNetwork.describe(file);
            try (Team team = new Team(1)) {
                Network network = StoredNetwork.read(file, cell, team);
                PlainExport plain = new PlainExport(network);
                switch (format) {
                    case ONNX -> {
                        OnnxExport onnx = new OnnxExport(network, cellName(network, description), states);
                        Map<String, String> metadata = metadata(file, description);
                        OutputFile.write(target, stream -> onnx.write(stream, metadata));
                    }
                    case PYTORCH -> OutputFile.write(target, plain::writeStateDictionary);
                    case NPZ -> OutputFile.write(target, plain::writeNpz);
                }
            }
            console.out().println(output);
            return ExitStatus.DONE;
        });
    }

    private static String cellName(Network network, NetworkDescription description) {
        return StandardCells.nameOf(network.plan().settings().cell()).or(description::cellType).orElse("unknown");
    }

    /** The metadata of the network, and the software and machine that trained it. */
    private static Map<String, String> metadata(Path file, NetworkDescription description) throws IOException {
        Map<String, String> metadata = new TreeMap<>(description.metadata());
        Path provenance = file.resolveSibling(RunDirectory.PROVENANCE);
        if (Files.isRegularFile(provenance)) {
            metadata.put("moduli.provenance", Files.readString(provenance));
        }
        return metadata;
    }
}
