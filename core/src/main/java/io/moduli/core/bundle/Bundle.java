package io.moduli.core.bundle;

import io.moduli.core.plugin.InstalledPlugin;
import io.moduli.core.plugin.PluginProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A bundle and its state.
 *
 * @param folder its folder
 * @param jars its jars, by name; empty if they cannot be read
 * @param metadata its manifest; empty if not even that can be read
 * @param state how far it came
 * @param reached the last state before it failed, or else its state; empty if it failed before it was installed
 * @param plugin its plugin, if it is active
 * @param problems why it failed, or what is wrong with some of its components while it is active
 */
public record Bundle(
        Path folder,
        List<Path> jars,
        Optional<BundleMetadata> metadata,
        BundleState state,
        Optional<BundleState> reached,
        Optional<InstalledPlugin> plugin,
        List<PluginProblem> problems) {

    public Bundle {
        jars = List.copyOf(jars);
        problems = List.copyOf(problems);
    }

    /** Its symbolic name, or the name of its folder if it declares none. */
    public String name() {
        return metadata.map(BundleMetadata::symbolicName).orElseGet(() -> folder.getFileName().toString());
    }
}
