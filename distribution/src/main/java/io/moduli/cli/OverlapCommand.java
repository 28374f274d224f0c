package io.moduli.cli;

import io.moduli.api.weight.Mask;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.model.StoredNetwork;
import io.moduli.core.model.StoredMasks;
import io.moduli.core.structure.MaskOverlap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Compares the masks of two networks. */
@Command(name = "overlap", customSynopsis = "moduli overlap RUN OTHER", description = {
    "Compares the masks of two networks: how many of the weights that one keeps the other also",
    "keeps, and how many it would keep by chance. Jaccard is the number that both keep,",
    "divided by the number that either keeps."}, footer = {
        "", "Examples:", //
        "  moduli overlap runs/navigation runs/navigation-2", //
        "  moduli overlap runs/addition runs/addition/lottery-ticket.safetensors"})
final class OverlapCommand implements Callable<Integer> {

    private final Console console;
    private final StoredNetworks networks;

    @Parameters(index = "0", paramLabel = "RUN", description = "A run's folder, or a safetensors file with a network in it.")
    private String first = "";

    @Parameters(index = "1", paramLabel = "OTHER", description = "Another one.")
    private String second = "";

    OverlapCommand(Console console) {
        this.console = console;
        this.networks = new StoredNetworks(console);
    }

    @Override
    public Integer call() throws IOException, BadInputException {
        Map<String, Mask> own = masks(first);
        Map<String, Mask> others = masks(second);
        TextTable table = new TextTable(List.of(
                "Weight", ">Kept in the first", ">In the second", ">In both", ">By chance", ">Jaccard"));
        for (Map.Entry<String, Mask> entry : own.entrySet()) {
            Optional<Mask> other = Optional.ofNullable(others.get(entry.getKey()));
            if (other.isPresent()) {
                add(table, entry.getKey(), overlap(entry.getKey(), entry.getValue(), other.get()));
            }
        }
        if (own.keySet().stream().noneMatch(others::containsKey)) {
            throw new BadArgumentException(
                    "moduli: no weight is pruned in both networks: %s has masks of %s, %s of %s"
                            .formatted(first, names(own), second, names(others)));
        }
        table.print(console);
        return ExitStatus.DONE;
    }

    private Map<String, Mask> masks(String name) throws IOException, BadInputException {
        Path path = networks.path(name);
        if (!Files.exists(path)) {
            throw new BadArgumentException("moduli: %s: there is no such file or folder".formatted(name));
        }
        return StoredMasks.read(StoredNetwork.fileOf(path));
    }

    private MaskOverlap overlap(String weight, Mask own, Mask other) {
        if (own.rows() != other.rows() || own.columns() != other.columns()) {
            throw new BadArgumentException(
                    "moduli: the mask of %s is %d x %d in %s, but %d x %d in %s: these are different networks"
                            .formatted(
                                    weight, own.rows(), own.columns(), first, other.rows(), other.columns(), second));
        }
        return MaskOverlap.of(own, other);
    }

    private static void add(TextTable table, String weight, MaskOverlap overlap) {
        table.add(
                weight, Long.toString(overlap.first()), Long.toString(overlap.second()), Long.toString(overlap.both()),
                String.format(Locale.ROOT, "%.0f", overlap.byChance()),
                String.format(Locale.ROOT, "%.3f", overlap.jaccard()));
    }

    private static String names(Map<String, Mask> masks) {
        return masks.isEmpty() ? "no weight" : String.join(", ", masks.keySet());
    }
}
