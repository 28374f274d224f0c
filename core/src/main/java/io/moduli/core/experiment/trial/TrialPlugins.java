package io.moduli.core.experiment.trial;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.files.Checksum;
import io.moduli.core.files.WholeFiles;
import io.moduli.core.plugin.InstalledPlugin;
import io.moduli.core.plugin.PluginRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The plugins that the trials of an experiment were checked with, each with the SHA-256 of its jars. A machine that
 * runs a trial must have the same ones; additional ones do no harm.
 */
public final class TrialPlugins {

    /** The file, in the experiment's folder. */
    static final String FILE = "plugins.json";

    private static final int DIGITS = 12;

    private TrialPlugins() {}

    /** Records those that are installed here. */
    public static void write(Path folder, PluginRegistry registry) throws IOException {
        byte[] text = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(here(registry));
        WholeFiles.write(folder.resolve(FILE), output -> output.write(text));
    }

    /**
     * Compares them with those that are installed here.
     *
     * @throws BadInputException if one of them is missing here, or is a different one
     */
    public static void require(Path folder, PluginRegistry registry) throws IOException, BadInputException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return;
        }
        SortedMap<String, String> wanted = new ObjectMapper().readValue(
                Files.readAllBytes(file), new TypeReference<TreeMap<String, String>>() {});
        Map<String, String> here = here(registry);
        List<String> differences = new ArrayList<>();
        wanted.forEach((id, sum) -> {
            String own = here.get(id);
            if (own == null) {
                differences.add(id + " is not installed");
            } else if (!own.equals(sum)) {
                differences.add("%s is %s, not %s".formatted(id, shortened(own), shortened(sum)));
            }
        });
        if (!differences.isEmpty()) {
            throw new BadInputException(
                    "this machine has other plugins than the experiment was checked with: %s (sha256 of their jars)"
                            .formatted(String.join("; ", differences)));
        }
    }

    private static SortedMap<String, String> here(PluginRegistry registry) throws IOException {
        SortedMap<String, String> sums = new TreeMap<>();
        for (InstalledPlugin plugin : registry.plugins()) {
            List<Path> jars = plugin.origin().jars();
            sums.put(plugin.id(), jars.isEmpty() ? "" : Checksum.of(jars));
        }
        return sums;
    }

    private static String shortened(String sum) {
        return sum.isEmpty() ? "in no jar" : sum.substring(0, Math.min(DIGITS, sum.length()));
    }
}
